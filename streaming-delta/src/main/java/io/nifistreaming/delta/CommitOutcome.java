package io.nifistreaming.delta;

import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.util.Map;

/** What became of a commit. Only of {@link Committed} files are part of the table. */
public sealed interface CommitOutcome {
    /** The files are the table's. */
    record Committed(long version) implements CommitOutcome {}

    /**
     * Another writer has moved sources that this commit was to move: nothing was committed. What of the rows is not in
     * the table yet is to be planned anew.
     *
     * @param held what the table holds of the sources by now, where it holds anything
     */
    record Overtaken(Map<SourceId, Range> held) implements CommitOutcome {}

    /** The table has another schema, or other partitions, than the files were written for: to be written anew. */
    record Reshaped(TableState now) implements CommitOutcome {}

    /**
     * The table is not at the version that a {@link Replacement} was judged by: nothing was committed, and what came in
     * between is to be judged.
     */
    record Moved(long version) implements CommitOutcome {}

    /** Others were faster too often: to be tried again after a while, with the same files. */
    record Busy(String reason) implements CommitOutcome {}

    /**
     * Nobody knows whether it was committed, not even the log, which can't be read now. To be tried again with the same
     * commit, which recognises itself.
     */
    record Unknown(String reason) implements CommitOutcome {}
}
