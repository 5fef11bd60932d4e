package io.nifistreaming.poll;

import java.time.Duration;
import java.time.Instant;

/**
 * What a poll cost, for provenance and counters.
 *
 * @param url of the first request, redacted
 * @param requests sent, retries included
 * @param status of the last answer; 0 if none came
 * @param bytes of all bodies, decompressed
 * @param startedAt when the poll began
 * @param took until its last answer
 */
public record PollFacts(String url, int requests, int status, long bytes, Instant startedAt, Duration took) {}
