package io.nifistreaming.delta;

import io.nifistreaming.delta.RowDigest.Digest;
import io.nifistreaming.delta.TableChanges.Change;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The rows by which files that came differ from files that went, however often each row is there: what went first, then
 * what came. Rows are counted by a digest, in as many parts, one after the other, as memory asks for; each part reads
 * the files anew.
 */
final class RowDifference implements RowSource {
    /** Rows that are counted at a time: some 100 bytes each. */
    private static final long MOST_ROWS = 1_000_000;
    /** Where statistics tell no count. */
    private static final long LEAST_BYTES_OF_ROW = 20;

    private final DeltaTable table;
    private final Change.Rows change;
    private final ReadPlan plan;
    private final int[] all;
    private final int[] keys;
    private final int parts;
    private final RowDigest digest = new RowDigest();
    private final Map<Digest, Integer> net = new HashMap<>();
    private final Set<Digest> keysThatCame = new HashSet<>();
    private final Set<Digest> keysThatWent = new HashSet<>();
    private int part = -1;
    private boolean went;
    private RowSource open;

    RowDifference(DeltaTable table, Change.Rows change, ReadPlan plan, List<String> keys) {
        this(table, change, plan, keys, MOST_ROWS);
    }

    RowDifference(DeltaTable table, Change.Rows change, ReadPlan plan, List<String> keys, long mostRows) {
        this.table = table;
        this.change = change;
        this.plan = plan;
        this.all = IntStream.range(0, plan.columns().columns().size()).toArray();
        this.keys = keys.stream().mapToInt(this::position).toArray();
        long rows = rows(change.added()) + rows(change.removed());
        this.parts = (int) Math.max(1, (rows + mostRows - 1) / mostRows);
    }

    private int position(String key) {
        int position = plan.columns().indexOf(key);
        if (position < 0) {
            throw new IllegalArgumentException("Column '" + key + "' is to tell rows apart, and is none of those that "
                    + "are read, which are " + plan.columns().names());
        }
        return position;
    }

    private static long rows(List<TableFile> files) {
        long rows = 0;
        for (TableFile file : files) {
            OptionalLong told = new FileBounds(file).rows();
            rows += told.orElse(1 + file.bytes() / LEAST_BYTES_OF_ROW);
        }
        return rows;
    }

    @Override
    public Object[] next() throws IOException {
        while (open != null || advance()) {
            for (Object[] row = open.next(); row != null; row = open.next()) {
                String type = type(row);
                if (type != null) {
                    Object[] told = Arrays.copyOf(row, row.length + 1);
                    told[row.length] = type;
                    return told;
                }
            }
            close();
        }
        return null;
    }

    /** From what went to what came, and from there to the next part; nothing is counted where nothing went. */
    private boolean advance() throws IOException {
        if (part >= 0 && went) {
            went = false;
            open = source(change.added());
            return true;
        }
        part++;
        if (part >= parts || change.removed().isEmpty() && part > 0) {
            return false;
        }
        if (change.removed().isEmpty()) {
            open = source(change.added());
            return true;
        }
        count();
        went = true;
        open = source(change.removed());
        return true;
    }

    private void count() throws IOException {
        net.clear();
        keysThatCame.clear();
        keysThatWent.clear();
        count(change.removed(), -1);
        count(change.added(), 1);
        if (keys.length > 0) {
            try (RowSource rows = source(change.added())) {
                for (Object[] row = rows.next(); row != null; row = rows.next()) {
                    if (isMine(row) && net.getOrDefault(digest.of(row, all), 0) > 0) {
                        keysThatCame.add(digest.of(row, keys));
                    }
                }
            }
        }
    }

    private void count(List<TableFile> files, int by) throws IOException {
        try (RowSource rows = source(files)) {
            for (Object[] row = rows.next(); row != null; row = rows.next()) {
                if (isMine(row)) {
                    net.merge(digest.of(row, all), by, (one, other) -> one + other == 0 ? null : one + other);
                }
            }
        }
    }

    /** Rows of one key are of one part. */
    private boolean isMine(Object[] row) {
        return parts == 1 || digest.of(row, keys.length > 0 ? keys : all).part(parts) == part;
    }

    /** What became of the row; null if nothing did. */
    private String type(Object[] row) {
        if (change.removed().isEmpty()) {
            return "insert";
        }
        if (!isMine(row) || !took(digest.of(row, all), went ? 1 : -1)) {
            return null;
        }
        if (keys.length == 0) {
            return went ? "delete" : "insert";
        }
        Digest key = digest.of(row, keys);
        if (!went) {
            return keysThatWent.contains(key) ? "update_postimage" : "insert";
        }
        keysThatWent.add(key);
        return keysThatCame.contains(key) ? "update_preimage" : "delete";
    }

    /** Takes one of those that are left over on that side. */
    private boolean took(Digest row, int by) {
        int left = net.getOrDefault(row, 0);
        if (left == 0 || Integer.signum(left) == by) {
            return false;
        }
        net.put(row, left + by);
        return true;
    }

    private RowSource source(List<TableFile> files) {
        return new FileRows(table, files, plan);
    }

    @Override
    public void close() throws IOException {
        RowSource closing = open;
        open = null;
        if (closing != null) {
            closing.close();
        }
    }
}
