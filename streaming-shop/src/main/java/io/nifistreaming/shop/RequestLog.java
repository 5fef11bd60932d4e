package io.nifistreaming.shop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last requests; older ones are forgotten. */
final class RequestLog {
    static final int CAPACITY = 1_000;

    private final Deque<RequestRecord> records = new ArrayDeque<>(CAPACITY);

    synchronized void add(RequestRecord record) {
        if (records.size() == CAPACITY) {
            records.removeFirst();
        }
        records.add(record);
    }

    synchronized void clear() {
        records.clear();
    }

    /** Oldest first. */
    synchronized List<RequestRecord> records() {
        return List.copyOf(records);
    }
}
