package io.nifistreaming.delta;

import io.delta.standalone.Snapshot;
import io.nifistreaming.delta.AppendOutcome.InputOutcome;
import io.nifistreaming.delta.ColumnType.Simple;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Merges what several inputs hold into one version of a table, by key: judge, look for the keys, write, commit. Files
 * with rows that change are written anew without them; all others stay. What other writers do meanwhile is looked at as
 * far as it is new, and only if it has rows of the same keys is the merge done anew.
 */
public final class TableMerge {
    private static final int ATTEMPTS = 8;
    /** How often other writers may be faster while an attempt stays true. */
    private static final int ADVANCES = 50;

    private static final String APPEND_ONLY = "delta.appendOnly";

    private final DeltaTable table;
    private final TableCommitter committer;
    private final MergePlan plan;

    public TableMerge(DeltaTable table, TableCommitter committer, MergePlan plan) {
        this.table = table;
        this.committer = committer;
        this.plan = plan;
    }

    /**
     * Merges the inputs.
     *
     * @param info for the table's history
     * @throws IOException if an input or a data file can't be read, or a file can't be written: nothing was merged then
     * @throws UnsupportedTableException if the table's rows may not change, or it uses what we can't write
     */
    public AppendOutcome merge(List<? extends AppendInput> inputs, Map<String, String> info) throws IOException {
        table.requireWritable();
        Snapshot snapshot = snapshot();
        long since = snapshot.getVersion();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            TableState state = DeltaTable.state(snapshot);
            if (!state.exists() && !plan.writing().create()) {
                return new AppendOutcome.NoTable();
            }
            refuseAppendOnly(state);
            Admission admission = Admission.of(table, state, plan.writing(), demand(), inputs);
            MergeAttempt one = new MergeAttempt(table, plan, snapshot, admission);
            try {
                one.prepare();
            } catch (TooManyKeysException tooMany) {
                if (inputs.size() > 1) {
                    return less(inputs, info);
                }
                admission.set(
                        0,
                        new InputOutcome.Unfit(List.of(tooMany.getMessage() + " (" + plan.indexBytes()
                                + " bytes): give them more, or split the input before")));
                one = new MergeAttempt(table, plan, snapshot, admission);
                prepareNothing(one);
            }
            Optional<AppendOutcome> outcome = finish(one, info, since);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            snapshot = snapshot();
        }
        return new AppendOutcome.Wait("Other writers of " + table.path() + " were always faster");
    }

    private static void prepareNothing(MergeAttempt attempt) throws IOException {
        try {
            attempt.prepare();
        } catch (TooManyKeysException never) {
            throw new IllegalStateException(never);
        }
    }

    /** Merges the first half; the others wait. */
    private AppendOutcome less(List<? extends AppendInput> inputs, Map<String, String> info) throws IOException {
        int half = inputs.size() / 2;
        AppendOutcome outcome = merge(inputs.subList(0, half), info);
        if (outcome instanceof AppendOutcome.Appended appended) {
            List<InputOutcome> all = new ArrayList<>(appended.inputs());
            for (int index = half; index < inputs.size(); index++) {
                all.add(new InputOutcome.Later());
            }
            return new AppendOutcome.Appended(
                    appended.version(), all, appended.files(), appended.replaced(), appended.holes());
        }
        return outcome;
    }

    /** Empty if the merge is to be done anew. */
    private Optional<AppendOutcome> finish(MergeAttempt attempt, Map<String, String> info, long since)
            throws IOException {
        if (attempt.isIdle()) {
            return Optional.of(attempt.merged(TableState.NONE));
        }
        CommitOutcome outcome = committer.commitSurely(attempt.commit(info), since);
        for (int advance = 0; advance < ADVANCES && outcome instanceof CommitOutcome.Moved; advance++) {
            if (!advanced(attempt)) {
                break;
            }
            outcome = committer.commitSurely(attempt.commit(info), since);
        }
        if (outcome instanceof CommitOutcome.Committed committed) {
            return Optional.of(attempt.merged(committed.version()));
        }
        if (outcome instanceof CommitOutcome.Unknown unknown) {
            return Optional.of(new AppendOutcome.Unknown(unknown.reason()));
        }
        attempt.discard();
        return outcome instanceof CommitOutcome.Busy busy
                ? Optional.of(new AppendOutcome.Wait(busy.reason()))
                : Optional.empty();
    }

    private boolean advanced(MergeAttempt attempt) throws IOException {
        try {
            return attempt.advance(snapshot());
        } catch (IOException | RuntimeException e) {
            attempt.discard();
            throw e;
        }
    }

    private Snapshot snapshot() throws IOException {
        return table.read(table.log()::update);
    }

    private void refuseAppendOnly(TableState state) {
        if (Boolean.parseBoolean(state.properties().get(APPEND_ONLY))) {
            throw new UnsupportedTableException("Table " + table.path() + " only takes rows in (" + APPEND_ONLY
                    + " is true), and a merge changes and deletes some: append to it, or set that property to false");
        }
    }

    private Admission.Demand demand() {
        return new Admission.Demand() {
            @Override
            public TableSchema completed(TableSchema incoming) {
                Optional<String> mark = plan.softDelete().filter(name -> incoming.indexOf(name) < 0);
                if (mark.isEmpty()) {
                    return incoming;
                }
                List<Column> columns = new ArrayList<>(incoming.columns());
                columns.add(Column.of(mark.get(), Simple.BOOLEAN));
                return new TableSchema(columns);
            }

            @Override
            public List<String> problems(TableSchema incoming) {
                return MergeColumns.problems(plan, incoming);
            }
        };
    }
}
