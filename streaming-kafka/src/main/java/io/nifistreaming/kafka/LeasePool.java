package io.nifistreaming.kafka;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The leases of one publisher: as many as there are tasks at once, with the lowest indexes, so that a restart needs the
 * same ones. A lease that may have left a transaction open goes first, since readers and other leases may wait for its
 * fate. Safe for many threads.
 */
final class LeasePool {
    private static final Comparator<ProducerLease> LEFT_OPEN_FIRST =
            Comparator.comparing(ProducerLease::isLeftOpen).reversed().thenComparing(ProducerLease::index);

    private final Shared shared;
    private final List<ProducerLease> idle = new ArrayList<>();
    private int made;
    private int lent;
    private boolean closed;

    LeasePool(Shared shared) {
        this.shared = shared;
    }

    /** Null once the pool is closed. */
    synchronized ProducerLease acquire() {
        if (closed) {
            return null;
        }
        lent++;
        if (idle.isEmpty()) {
            return new ProducerLease(made++, shared);
        }
        ProducerLease next = idle.stream().min(LEFT_OPEN_FIRST).orElseThrow();
        idle.remove(next);
        return next;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized void release(ProducerLease lease) {
        lent--;
        if (closed) {
            lease.discard();
            closeSharedWhenUnused();
        } else {
            idle.add(lease);
        }
    }

    synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        idle.forEach(ProducerLease::discard);
        idle.clear();
        closeSharedWhenUnused();
    }

    private void closeSharedWhenUnused() {
        if (lent == 0) {
            shared.close();
        }
    }
}
