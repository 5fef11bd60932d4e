package io.nifistreaming.shop;

import java.util.Map;
import java.util.TreeMap;

/** Counts what one site does. */
final class Tally {
    private final Map<Integer, Long> status = new TreeMap<>();
    private long requests;
    private long inFlight;
    private long maxInFlight;
    private long bytes;
    private long served;
    private long notModified;
    private long failures;

    synchronized void arrived() {
        requests++;
        inFlight++;
        maxInFlight = Math.max(maxInFlight, inFlight);
    }

    synchronized void answered(Answer answer) {
        inFlight--;
        bytes += answer.body().length;
        served += answer.outcome().equals("served") ? 1 : 0;
        notModified += answer.status() == 304 ? 1 : 0;
        if (answer.status() != 0) {
            status.merge(answer.status(), 1L, Long::sum);
        }
    }

    synchronized void failed() {
        failures++;
    }

    /** Open requests stay counted: they will still be answered. */
    synchronized void reset() {
        status.clear();
        requests = inFlight;
        maxInFlight = inFlight;
        bytes = 0;
        served = 0;
        notModified = 0;
        failures = 0;
    }

    synchronized Counters counters() {
        return new Counters(
                requests, inFlight, maxInFlight, bytes, served, notModified, failures, new TreeMap<>(status));
    }
}
