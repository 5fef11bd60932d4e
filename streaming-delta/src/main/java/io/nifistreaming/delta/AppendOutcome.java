package io.nifistreaming.delta;

import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.util.List;
import java.util.Map;

/** What became of inputs that were to be appended together. */
public sealed interface AppendOutcome {
    /**
     * All that was to be written is in the table.
     *
     * @param version that brought it; {@link TableState#NONE} if there was nothing to write
     * @param inputs what became of each, in their order
     * @param replaced how many files of the table gave way to those that were written
     * @param holes what counts as held by policy, though it was never written
     */
    record Appended(
            long version,
            List<InputOutcome> inputs,
            List<DataFile> files,
            int replaced,
            Map<SourceId, List<Range>> holes)
            implements AppendOutcome {
        public Appended {
            inputs = List.copyOf(inputs);
            files = List.copyOf(files);
        }

        public long rows() {
            return files.stream().mapToLong(DataFile::rows).sum();
        }

        public long bytes() {
            return files.stream().mapToLong(DataFile::bytes).sum();
        }
    }

    /** There is no table, and none is to be made. */
    record NoTable() implements AppendOutcome {}

    /** Nothing was appended, since others were always faster, or storage can't be reached: to be tried again later. */
    record Wait(String reason) implements AppendOutcome {}

    /** It may have been appended. Inputs with an offer recognise that when they come again; others do not. */
    record Unknown(String reason) implements AppendOutcome {}

    /** What became of one input. */
    sealed interface InputOutcome {
        /** So many of its rows were written; the table held the others. */
        record Written(long rows, long held) implements InputOutcome {}

        /** What its rows did to the table; the table held so many others by their origin. */
        record Merged(MergeCounts counts, long held) implements InputOutcome {}

        /** It waits until there is room for its keys: those before it are in the table first. */
        record Later() implements InputOutcome {}

        /** The table holds all of it. */
        record Duplicate() implements InputOutcome {}

        /** It waits for what lies between it and what the table holds. */
        record Early(Range hole) implements InputOutcome {}

        /** Its columns don't fit the table. */
        record Unfit(List<String> reasons) implements InputOutcome {}
    }
}
