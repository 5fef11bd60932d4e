package io.nifistreaming.tail;

import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Bytes that were seen and may have reached nobody. What was written and destroyed between two looks was never seen,
 * and can't be named.
 *
 * @param source of the bytes
 * @param range of them
 * @param path where they were last
 * @param cause what became of them
 * @param message problem, cause and remedy
 */
public record LossReport(SourceId source, Range range, Path path, Cause cause, String message) {
    /** What became of the bytes. */
    public enum Cause {
        /** The file was truncated, and there is no copy. */
        TRUNCATED_BEFORE_READ("Rotate by rename rather than by copy and truncate, or let the tailer run meanwhile."),
        /** The file was deleted or moved out of the directories that are watched, and there is no successor. */
        GONE_BEFORE_READ("Keep rotated logs for longer, and within the directories that are watched."),
        /** The copy lacks what was written between the copying and the truncating. */
        COPY_TOO_SHORT("Rotate by rename rather than by copy and truncate."),
        /** The compressed successor can't be decompressed up to the end. */
        SUCCESSOR_UNREADABLE("Restore the file, and add it under a new name.");

        private final String remedy;

        Cause(String remedy) {
            this.remedy = remedy;
        }
    }

    public LossReport {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(cause, "cause");
    }

    static LossReport of(Checkpoint checkpoint, Range range, Cause cause) {
        Path path = checkpoint.place().path();
        String what =
                switch (cause) {
                    case TRUNCATED_BEFORE_READ -> "was truncated before they were read";
                    case GONE_BEFORE_READ -> "is gone before they were read";
                    case COPY_TOO_SHORT -> "was truncated, and its copy ends before them";
                    case SUCCESSOR_UNREADABLE -> "can't be decompressed up to them";
                };
        String message = "Bytes " + range + " of " + path + " may be lost: it " + what + ". " + cause.remedy;
        return new LossReport(checkpoint.identity().source(), range, path, cause, message);
    }
}
