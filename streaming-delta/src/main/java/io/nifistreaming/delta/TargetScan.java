package io.nifistreaming.delta;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks through a table's files for the keys of a source: first at what the log tells of each, then at its key columns,
 * and only where nothing else tells whether anything changes at its rows. One file at a time.
 */
final class TargetScan {
    /** 32 MB. */
    private static final long MATCHED_BITS = 1L << 28;

    private final DeltaTable table;
    private final MergeColumns columns;
    private final SourceIndex index;
    private final KeyPruning pruning;
    private final ReadPlan keys;
    private final ReadPlan rows;
    private final Sameness sameness;
    private final OrderedBytes key = new OrderedBytes();
    private final OrderedBytes sequence = new OrderedBytes();
    private final Set<TableFile> examined = new HashSet<>();
    private final Set<TableFile> relevant = new HashSet<>();
    private final List<TableFile> touched = new ArrayList<>();
    private final MatchedRows matched = new MatchedRows(MATCHED_BITS);

    /** @param schema of the table; a file that was written with fewer columns has nulls in the others */
    TargetScan(DeltaTable table, TableSchema schema, MergeColumns columns, SourceIndex index) {
        this.table = table;
        this.columns = columns;
        this.index = index;
        this.pruning = new KeyPruning(columns, index);
        this.rows = ReadPlan.of(schema).withTexts(ReadPlan.Texts.UTF8);
        this.keys = rows.withColumns(columns.judged());
        this.sameness = new Sameness(schema, columns, index);
    }

    /** Looks at the files of the table's first version that is judged. */
    void examine(List<TableFile> files) throws IOException {
        List<TableFile> uncertain = new ArrayList<>();
        for (TableFile file : files) {
            Look look = look(file);
            if (look.wins && look.even) {
                uncertain.add(file);
            } else if (look.wins) {
                touched.add(file);
            }
        }
        for (TableFile file : uncertain) {
            if (changes(file)) {
                touched.add(file);
            }
        }
    }

    /**
     * Looks at the files of a later version.
     *
     * @return the files that are to be rewritten beyond those that are already; empty if all that was decided is to be
     *     decided anew, since the table has other rows of the source's keys now
     */
    Optional<List<TableFile>> advance(List<TableFile> files) throws IOException {
        if (!new HashSet<>(files).containsAll(relevant)) {
            return Optional.empty();
        }
        List<TableFile> more = new ArrayList<>();
        for (TableFile file : files) {
            if (!examined.contains(file)) {
                Look look = look(file);
                if (look.loses || look.even && look.wins) {
                    return Optional.empty();
                }
                if (look.wins) {
                    more.add(file);
                }
            }
        }
        touched.addAll(more);
        return Optional.of(more);
    }

    /** The files with rows that give way. */
    List<TableFile> touched() {
        return List.copyOf(touched);
    }

    /** Which rows of the files have keys of the source. */
    MatchedRows matched() {
        return matched;
    }

    /** What the keys of one file say. */
    private static final class Look {
        /** Whether rows of it give way. */
        private boolean wins;
        /** Whether some don't. */
        private boolean loses;
        /** Whether only the rows themselves tell for each. */
        private boolean even = true;

        /** A mark of a deletion that is written already would lack what this row says beside its key. */
        private void at(int entry, SourceIndex index) {
            boolean late = index.isDelete(entry) && index.isWritten(entry);
            if (index.wins(entry) && !late) {
                wins = true;
                even &= index.isEven(entry);
            } else {
                loses = true;
            }
        }
    }

    private Look look(TableFile file) throws IOException {
        examined.add(file);
        Look look = new Look();
        if (!pruning.mayHold(new FileBounds(file))) {
            return look;
        }
        BitSet rows = new BitSet();
        try (DataFileReader reader = DataFileReader.open(table, file, keys)) {
            int position = 0;
            for (Object[] row = reader.next(); row != null; row = reader.next()) {
                int entry = meet(row);
                if (entry != SourceIndex.NONE) {
                    look.at(entry, index);
                    rows.set(position);
                }
                position++;
            }
        }
        if (look.wins || look.loses) {
            relevant.add(file);
        }
        if (look.wins) {
            matched.keep(file, rows);
        }
        return look;
    }

    /** @param row of the judged columns, in their order */
    private int meet(Object[] row) {
        key.clear();
        List<ColumnPath> paths = columns.keys();
        for (int position = 0; position < paths.size(); position++) {
            if (row[position] == null) {
                return SourceIndex.NONE;
            }
            key.put(paths.get(position).type(), row[position]);
        }
        int entry = index.find(key);
        if (entry != SourceIndex.NONE) {
            index.meet(entry, columns.sequenceOf(row[row.length - 1], sequence) ? sequence : null);
        }
        return entry;
    }

    /** Whether a row of the file is to give way; rows that say the same as the source stay, and are noted. */
    private boolean changes(TableFile file) throws IOException {
        try (DataFileReader reader = DataFileReader.open(table, file, rows)) {
            for (Object[] row = reader.next(); row != null; row = reader.next()) {
                int entry = columns.key(row, key) == null ? index.find(key) : SourceIndex.NONE;
                if (entry != SourceIndex.NONE && index.wins(entry) && !sameness.holds(entry, row)) {
                    return true;
                }
            }
            return false;
        }
    }
}
