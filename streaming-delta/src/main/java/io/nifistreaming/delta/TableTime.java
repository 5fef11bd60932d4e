package io.nifistreaming.delta;

import java.time.Instant;

/** Which version of a table is meant. */
public sealed interface TableTime {
    /** The newest. */
    record Now() implements TableTime {}

    /** The one of this number. */
    record Version(long number) implements TableTime {}

    /** The one that was the newest then. */
    record At(Instant instant) implements TableTime {}
}
