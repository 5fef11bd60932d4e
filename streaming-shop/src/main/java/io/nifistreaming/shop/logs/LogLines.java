package io.nifistreaming.shop.logs;

import java.time.Instant;

/** What a log's lines look like. */
interface LogLines {
    /**
     * One line, without its end.
     *
     * @param number of the line within this run, from 1; it can be read back from the line
     * @param at when it is written
     */
    String line(long number, Instant at);
}
