package io.nifistreaming.delta;

import java.time.Instant;

/** What became of a vacuum. */
public sealed interface VacuumOutcome {
    /** A file, and what became of it. */
    record Entry(String path, long bytes, Instant modified, Cause cause, Fate fate) {}

    /** Why a file is of no use. */
    enum Cause {
        /** A version took it away, and no version within the retention has it. */
        REMOVED,
        /** No version tells of it: a writer left it behind. */
        UNKNOWN
    }

    /** What became of a file. */
    enum Fate {
        DELETED,
        /** It would be deleted. */
        PLANNED,
        /** Storage refused to delete it. */
        FAILED,
        /** A version has it again, since a table was restored meanwhile. */
        RESTORED
    }

    /**
     * All is looked at.
     *
     * @param live files of the newest version
     * @param retained files that older versions within the retention need
     * @param young files of which no version tells, that somebody may be writing
     */
    record Done(long version, long deleted, long bytes, long failed, long live, long retained, long young)
            implements VacuumOutcome {}

    /** The retention is shorter than the table's own: nothing was looked at. */
    record Refused(String reason) implements VacuumOutcome {}

    /** There is no table. */
    record NoTable() implements VacuumOutcome {}
}
