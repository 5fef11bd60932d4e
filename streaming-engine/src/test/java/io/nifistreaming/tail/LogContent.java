package io.nifistreaming.tail;

import io.nifistreaming.origin.RangeSet;
import io.nifistreaming.origin.SourceId;
import java.nio.file.Path;

/** What a log held, and what became of it. */
final class LogContent {
    final String name;
    byte[] bytes = new byte[0];
    SourceId source;
    RangeSet delivered = RangeSet.empty();
    RangeSet lost = RangeSet.empty();
    /** The most bytes of it that a tailer saw whose state lives on. */
    long seen;
    /** Where it was written. */
    final Path log;
    /** How much of it there was when the next one began under its name; none has yet if negative. */
    int closed = -1;
    /** Whether a file of it got a modification time by which it seems to be younger than it is. */
    boolean restamped;
    /** Under which name a tailer found it; a file that keeps it may be growing still. */
    Path foundAt;

    long savedSeen;
    boolean known;
    boolean savedKnown;

    LogContent(String name, Path log) {
        this.name = name;
        this.log = log;
    }

    @Override
    public String toString() {
        return name + " " + source + ", delivered " + delivered + ", lost " + lost + ", seen " + seen;
    }
}
