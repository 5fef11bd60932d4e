package io.nifistreaming.shop;

import java.util.Map;

/**
 * What one site has done since the start, or the last reset.
 *
 * @param requests that arrived
 * @param inFlight that are not answered yet
 * @param maxInFlight the most that were open at once
 * @param bytes of bodies sent
 * @param served complete 200 answers with offers
 * @param notModified 304 answers
 * @param failures everything that went wrong on purpose, slow answers excluded
 * @param status answers by status; dropped ones have none
 */
public record Counters(
        long requests,
        long inFlight,
        long maxInFlight,
        long bytes,
        long served,
        long notModified,
        long failures,
        Map<Integer, Long> status) {}
