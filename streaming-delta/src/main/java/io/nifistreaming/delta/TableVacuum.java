package io.nifistreaming.delta;

import io.nifistreaming.delta.VacuumOutcome.Cause;
import io.nifistreaming.delta.VacuumOutcome.Entry;
import io.nifistreaming.delta.VacuumOutcome.Fate;
import io.nifistreaming.delta.VacuumPlan.Effect;
import io.nifistreaming.delta.VacuumPlan.ShortRetention;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Deletes data files that no version within the retention needs. Keeps what versions since then have removed, what the
 * log may not tell of yet, and what this process is writing. Commits nothing.
 */
public final class TableVacuum {
    /** Files between two looks at the log. */
    private static final int BATCH = 500;

    /** Takes what became of each file that is of no use. */
    public interface Report {
        void add(Entry entry) throws IOException;
    }

    private final DeltaTable table;
    private final Clock clock;
    private final int batchSize;

    public TableVacuum(DeltaTable table, Clock clock) {
        this(table, clock, BATCH);
    }

    TableVacuum(DeltaTable table, Clock clock, int batchSize) {
        this.table = table;
        this.clock = clock;
        this.batchSize = batchSize;
    }

    /**
     * Deletes, or tells what it would delete.
     *
     * @throws IOException if log or directories can't be read, or the report can't be written
     */
    public VacuumOutcome vacuum(VacuumPlan plan, Report report) throws IOException {
        TableState state = table.state();
        if (!state.exists()) {
            return new VacuumOutcome.NoTable();
        }
        Duration own = TableRetention.of(state.properties());
        if (plan.retention().compareTo(own) < 0 && plan.shortRetention() == ShortRetention.REFUSE) {
            return new VacuumOutcome.Refused("Files of " + table.path() + " are to be kept for " + plan.retention()
                    + ", and the table's own retention (delta.deletedFileRetentionDuration) is " + own
                    + ": keep them for as long, or confirm that nobody reads versions of before");
        }
        Run run = new Run(plan, report);
        run.look();
        return run.done();
    }

    private record Useless(Path path, FileStatus status, Cause cause) {}

    private final class Run {
        private final VacuumPlan plan;
        private final Report report;
        private final Instant now = clock.instant();
        private final TableFiles files = new TableFiles(table);
        private final FileHistory history;
        private final List<Useless> batch = new ArrayList<>();
        private long deleted;
        private long bytes;
        private long failed;
        private long live;
        private long retained;
        private long young;

        Run(VacuumPlan plan, Report report) throws IOException {
            this.plan = plan;
            this.report = report;
            this.history = FileHistory.of(table, files, now.minus(plan.retention()));
        }

        void look() throws IOException {
            files.visit(file -> {
                judge(file);
                if (batch.size() >= batchSize) {
                    empty();
                }
            });
            empty();
        }

        private void judge(FileStatus file) {
            Path path = file.getPath();
            String name = files.qualified(path);
            if (history.isLive(name)) {
                live++;
            } else if (history.isNeeded(name) || StagedFiles.isRestored(path)) {
                retained++;
            } else if (history.wasRemoved(name)) {
                batch.add(new Useless(path, file, Cause.REMOVED));
            } else if (isYoung(file)) {
                young++;
            } else {
                batch.add(new Useless(path, file, Cause.UNKNOWN));
            }
        }

        private boolean isYoung(FileStatus file) {
            Duration age = Duration.between(Instant.ofEpochMilli(file.getModificationTime()), now);
            Duration least = plan.unknownAge().compareTo(plan.retention()) > 0 ? plan.unknownAge() : plan.retention();
            return age.compareTo(least) < 0 || StagedFiles.contains(file.getPath());
        }

        /** Looks at the log once more before: a table may have been restored, or a version written. */
        private void empty() throws IOException {
            Set<String> again = history.addedSince(table, files);
            for (Useless each : batch) {
                Fate fate = again.contains(files.qualified(each.path())) ? Fate.RESTORED : delete(each);
                FileStatus status = each.status();
                if (fate == Fate.DELETED || fate == Fate.PLANNED) {
                    deleted++;
                    bytes += status.getLen();
                } else if (fate == Fate.FAILED) {
                    failed++;
                }
                report.add(new Entry(
                        files.qualified(each.path()),
                        status.getLen(),
                        Instant.ofEpochMilli(status.getModificationTime()),
                        each.cause(),
                        fate));
            }
            batch.clear();
        }

        private Fate delete(Useless file) {
            if (plan.effect() == Effect.DRY_RUN) {
                return Fate.PLANNED;
            }
            if (StagedFiles.isRestored(file.path())) {
                return Fate.RESTORED;
            }
            try {
                return files.system().delete(file.path(), false) ? Fate.DELETED : Fate.FAILED;
            } catch (IOException refused) {
                return Fate.FAILED;
            }
        }

        VacuumOutcome done() {
            return new VacuumOutcome.Done(history.version(), deleted, bytes, failed, live, retained, young);
        }
    }
}
