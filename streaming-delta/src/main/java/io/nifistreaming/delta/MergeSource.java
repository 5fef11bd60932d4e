package io.nifistreaming.delta;

import io.nifistreaming.delta.AppendOutcome.InputOutcome;
import java.io.IOException;

/**
 * The rows that are to be merged, read twice: once for their keys, and again, when the table's rows of these are known,
 * for the rows themselves.
 */
final class MergeSource {
    private final Admission admission;
    private final MergePlan plan;
    private final MergeColumns columns;
    private final SourceIndex index;
    private final ReadScope scope;
    private final RowHash hash;
    private final OrderedBytes key = new OrderedBytes();
    private final OrderedBytes sequence = new OrderedBytes();
    private long ordinal;

    MergeSource(Admission admission, MergePlan plan, MergeColumns columns) {
        this.admission = admission;
        this.plan = plan;
        this.columns = columns;
        this.index = new SourceIndex(plan.ties(), columns.isSequenced());
        this.scope = new ReadScope(columns);
        this.hash = new RowHash(admission.schema());
    }

    SourceIndex index() {
        return index;
    }

    ReadScope scope() {
        return scope;
    }

    /**
     * Reads the keys.
     *
     * @throws TooManyKeysException if they take more memory than they may
     */
    void readKeys() throws IOException, TooManyKeysException {
        for (int input : admission.order()) {
            if (admission.isTaken(input)) {
                admission.read(input, (row, from) -> index(input, row, from));
                if (index.bytes() > plan.indexBytes()) {
                    throw new TooManyKeysException(input);
                }
            }
        }
    }

    private void index(int input, Object[] row, AppendInput.Rows from) throws IOException {
        long own = ordinal++;
        if (columns.key(row, key) == null && columns.sequence(row, sequence)) {
            boolean delete = from.isDelete();
            scope.add(row);
            index.offer(key, sequence, delete, content(row, delete), own);
            if (admission.isLate(input, from)) {
                index.late(index.find(key), own);
            }
        }
    }

    private long content(Object[] row, boolean delete) {
        if (columns.softDeletePosition() >= 0) {
            row[columns.softDeletePosition()] = delete;
        }
        return delete ? 0 : hash.of(row);
    }

    /** Writes the rows that win, tells those that can't be merged, and what became of each input. */
    MergeCounts writeRows(MergeWriter writer) throws IOException {
        ordinal = 0;
        MergeCounts all = MergeCounts.NONE;
        for (int input : admission.order()) {
            if (admission.outcome(input) == null) {
                boolean duplicate = admission.isDuplicate(input);
                Decisions decisions = new Decisions(writer);
                Admission.Taken taken = admission.read(input, decisions);
                admission.set(
                        input,
                        duplicate
                                ? new InputOutcome.Duplicate()
                                : new InputOutcome.Merged(decisions.counts(), taken.held()));
                all = all.plus(decisions.counts());
            }
        }
        return all;
    }

    /** What becomes of the rows of one input. */
    private final class Decisions implements Admission.Sink {
        private final MergeWriter writer;
        private long inserted;
        private long updated;
        private long deleted;
        private long unchanged;
        private long rejected;

        Decisions(MergeWriter writer) {
            this.writer = writer;
        }

        MergeCounts counts() {
            return new MergeCounts(inserted, updated, deleted, unchanged, rejected);
        }

        @Override
        public void take(Object[] row, AppendInput.Rows from) throws IOException {
            long own = ordinal++;
            String problem = columns.key(row, key);
            if (problem == null && !columns.sequence(row, sequence)) {
                problem = columns.noSequence();
            }
            if (problem != null) {
                reject(from, problem);
                return;
            }
            int entry = index.find(key);
            boolean delete = from.isDelete();
            long content = content(row, delete);
            if (index.ordinal(entry) == own) {
                decide(entry, row);
            } else if (index.isTied(entry, sequence, delete, content)) {
                reject(
                        from,
                        "Another record with the same key came before it, differs, and is as new: give them a"
                                + " sequence that differs, or let the last one win");
            } else {
                unchanged++;
            }
        }

        private void reject(AppendInput.Rows from, String problem) throws IOException {
            from.reject(problem);
            rejected++;
        }

        private void decide(int entry, Object[] row) throws IOException {
            boolean delete = index.isDelete(entry);
            boolean stays = !delete || columns.softDeletePosition() >= 0;
            if (!index.wins(entry) || !stays && !index.isMatched(entry)) {
                unchanged++;
                return;
            }
            if (stays && !index.isWritten(entry)) {
                writer.write(row);
                index.written(entry);
            }
            if (delete) {
                deleted++;
            } else if (index.isMatched(entry)) {
                updated++;
            } else {
                inserted++;
            }
        }
    }
}
