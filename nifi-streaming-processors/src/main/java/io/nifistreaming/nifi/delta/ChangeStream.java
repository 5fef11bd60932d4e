package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.ReadPlan;
import io.nifistreaming.delta.RowFilter;
import io.nifistreaming.delta.RowSource;
import io.nifistreaming.delta.TableChanges;
import io.nifistreaming.delta.TableChanges.Change;
import io.nifistreaming.delta.TableReader;
import io.nifistreaming.delta.TableSnapshot;
import io.nifistreaming.delta.TableTime;
import io.nifistreaming.nifi.Host;
import io.nifistreaming.nifi.delta.ChangeCursor.Step;
import io.nifistreaming.origin.Origin;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads versions from where a cursor stands; the cursor moves, and who asked keeps it when the session is safe. */
final class ChangeStream {
    private final TableRun run;
    private final GetPlan plan;
    private final Clock clock;
    private final String processor;
    private ChangeCursor cursor;
    private String trouble = "";

    ChangeStream(TableRun run, GetPlan plan, Clock clock, String processor, ChangeCursor cursor) {
        this.run = run;
        this.plan = plan;
        this.clock = clock;
        this.processor = processor;
        this.cursor = cursor;
    }

    ChangeCursor cursor() {
        return cursor;
    }

    /** Why it does not go on; empty if nothing hinders it. */
    String trouble() {
        return trouble;
    }

    /** @throws IOException if not even the first version can be read */
    void read() throws IOException {
        ChangeCursor before = cursor;
        TableSnapshot now = snapshot(new TableTime.Now());
        ReadPlan reading = plan.reading(now);
        TableChanges changes = new TableChanges(run.table(), plan.removals());
        for (int count = 0; count < plan.mostVersions() && trouble.isEmpty(); count++) {
            try {
                if (!readVersion(changes, reading)) {
                    return;
                }
            } catch (IOException unreadable) {
                if (cursor.equals(before)) {
                    throw new IOException(told(unreadable), unreadable);
                }
                // What was read before goes on its way.
                run.discard();
                trouble = run.path() + ": " + told(unreadable);
            }
        }
    }

    /** Whether there was such a version, and it was read. */
    private boolean readVersion(TableChanges changes, ReadPlan reading) throws IOException {
        if (cursor.step() == Step.SNAPSHOT) {
            TableSnapshot snapshot = snapshot(new TableTime.Version(cursor.version()));
            emit(changes, new Change.Rows(cursor.version(), snapshot.files(RowFilter.ALL), List.of()), reading);
            return true;
        }
        Optional<Change> change = changes.of(cursor.version());
        if (change.isEmpty()) {
            return false;
        }
        if (change.get() instanceof Change.Rows rows) {
            emit(changes, rows, reading);
        } else if (change.get() instanceof Change.Nothing) {
            cursor = cursor.past(0);
        } else {
            trouble = told(change.get());
            return false;
        }
        return true;
    }

    private String told(IOException unreadable) {
        String told = "version " + cursor.version() + " can't be read: " + unreadable.getMessage();
        return unreadable instanceof FileNotFoundException
                ? told
                        + ". A vacuum has deleted it before this stream came there: clear the state and start anew,"
                        + " with a snapshot or at a version whose files are there, and let the table keep its files"
                        + " for longer"
                : told;
    }

    private String told(Change change) {
        if (change instanceof Change.Removed removed) {
            return "Version " + removed.version() + " of " + run.path() + " (" + removed.operation() + ") took rows of "
                    + removed.files() + " files away, of which this table keeps no changes: let it be skipped, or the"
                    + " difference be read (Versions that Remove Rows)";
        }
        Change.Gone gone = (Change.Gone) change;
        return "The log of " + run.path() + " tells nothing of version " + gone.version() + " any more, but from "
                + gone.oldest()
                + " on: what came in between is lost to this stream. Clear the state and start anew, with"
                + " a snapshot or at a version that is there, and let the table keep its log for longer"
                + " (delta.logRetentionDuration)";
    }

    private TableSnapshot snapshot(TableTime time) throws IOException {
        TableReader.Found found = new TableReader(run.table()).find(time);
        if (found instanceof TableReader.Found.Nothing nothing) {
            throw new IOException(nothing.reason());
        }
        return ((TableReader.Found.Version) found).snapshot();
    }

    private void emit(TableChanges changes, Change.Rows rows, ReadPlan reading) throws IOException {
        RowFlowFiles flowFiles = new RowFlowFiles(run, changes.columns(reading), plan.mostRows());
        try (RowSource source = changes.open(rows, reading, plan.keys())) {
            flowFiles.write(source);
        }
        flowFiles.transfer(
                TableProcessor.SUCCESS,
                rows.version(),
                cursor.tableId() + "-" + cursor.generation() + "-" + rows.version(),
                this::origin);
        cursor = cursor.past(flowFiles.rows());
    }

    /** Rows are numbered without gaps, so that whoever holds ranges of them holds one. */
    private Map<String, String> origin(RowFlowFiles.Part part) {
        long first = cursor.rows() + part.firstRow();
        return new Origin(
                        new SourceId(OriginKind.DELTA, cursor.tableId() + "/" + processor, cursor.generation()),
                        new Range(first, first + part.rows()),
                        part.bytes(),
                        part.crc32c(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        Host.name())
                .attributes();
    }
}
