package io.nifistreaming.shop;

import java.time.Instant;

/**
 * One request to a competitor's site.
 *
 * @param target path and query as they came
 * @param status 0 when the connection was closed without an answer
 * @param outcome served, not modified, or what went wrong
 * @param micros from its arrival until the answer was written
 * @param conditional whether it came with If-None-Match or If-Modified-Since
 */
public record RequestRecord(
        Instant time,
        String competitor,
        String method,
        String target,
        int status,
        String outcome,
        long micros,
        boolean conditional) {}
