package io.nifistreaming.delta;

import io.delta.standalone.actions.AddFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * Rows in an order, however many they are: as many as memory holds are sorted at a time and written aside, to the local
 * disk, and what was written aside is merged.
 */
final class SortedRows implements RowSource {
    /** Of a row group of what is written aside: each of the files has one in memory while they are merged. */
    private static final long RUN_GROUP_BYTES = 1 << 20;
    /** So many files are merged at a time. */
    private static final int MOST_RUNS = 16;

    private record Keyed(Object key, Object[] row) {}

    /** The next row of what was written aside, or of what is in memory still. */
    private final class Run {
        private final RowSource source;
        private final int number;
        private Keyed head;

        Run(RowSource source, int number) throws IOException {
            this.source = source;
            this.number = number;
            advance();
        }

        void advance() throws IOException {
            Object[] row = source.next();
            head = row == null ? null : new Keyed(order.keyOf(row), row);
        }
    }

    private final DeltaTable table;
    private final RowOrder order;
    private final long memoryBytes;
    private final List<RowSource> open = new ArrayList<>();
    private final PriorityQueue<Run> runs;
    private Path aside;

    private SortedRows(DeltaTable table, RowOrder order, long memoryBytes) {
        this.table = table;
        this.order = order;
        this.memoryBytes = memoryBytes;
        Comparator<Object> keys = order.keys();
        // Rows of one key stay in the order in which they came.
        this.runs = new PriorityQueue<>((left, right) -> {
            int byKey = keys.compare(left.head.key(), right.head.key());
            return byKey != 0 ? byKey : Integer.compare(left.number, right.number);
        });
    }

    static SortedRows of(DeltaTable table, List<TableFile> files, ReadPlan reading, RowOrder order, long memoryBytes)
            throws IOException {
        SortedRows sorted = new SortedRows(table, order, memoryBytes);
        try (RowSource rows = new FileRows(table, files, reading)) {
            sorted.fill(rows, reading);
            return sorted;
        } catch (IOException | RuntimeException failed) {
            sorted.close();
            throw failed;
        }
    }

    private void fill(RowSource rows, ReadPlan reading) throws IOException {
        Comparator<Keyed> byKey = Comparator.comparing(Keyed::key, order.keys());
        List<Keyed> held = new ArrayList<>();
        long bytes = 0;
        for (Object[] row = rows.next(); row != null; row = rows.next()) {
            held.add(new Keyed(order.keyOf(row), row));
            bytes += size(row);
            if (bytes >= memoryBytes) {
                held.sort(byKey);
                addRun(writtenAside(new Held(held), reading));
                held.clear();
                bytes = 0;
                if (open.size() == MOST_RUNS) {
                    mergeRuns(reading);
                }
            }
        }
        held.sort(byKey);
        addRun(new Held(held));
    }

    private void addRun(RowSource source) throws IOException {
        open.add(source);
        Run run = new Run(source, open.size());
        if (run.head != null) {
            runs.add(run);
        }
    }

    /** They become one, which is as if it had come first. */
    private void mergeRuns(ReadPlan reading) throws IOException {
        RowSource merged = writtenAside(this, reading);
        closeRuns();
        addRun(merged);
    }

    private RowSource writtenAside(RowSource rows, ReadPlan reading) throws IOException {
        if (aside == null) {
            aside = Files.createTempDirectory("nifi-streaming-sort");
        }
        WritePlan writing = new WritePlan(
                reading.columns(), List.of(), WritePlan.Compression.SNAPPY, Long.MAX_VALUE, RUN_GROUP_BYTES, 1);
        String folder = aside.toUri().toString();
        try (RecordParquetWriter writer = new RecordParquetWriter(table.configuration(), folder, writing)) {
            for (Object[] row = rows.next(); row != null; row = rows.next()) {
                writer.write(row);
            }
            DataFile file = writer.finish().get(0);
            String path = aside.resolve(file.path()).toUri().toString();
            return DataFileReader.open(
                    table,
                    new TableFile(AddFile.builder(path, Map.of(), file.bytes(), 0, false)
                            .build()),
                    ReadPlan.of(reading.columns()).withTexts(reading.texts()));
        }
    }

    /** About what a row takes in memory. */
    private static long size(Object value) {
        if (value instanceof Object[] fields) {
            long size = 24 + 8L * fields.length;
            for (Object field : fields) {
                size += size(field);
            }
            return size;
        }
        if (value instanceof byte[] bytes) {
            return 16 + bytes.length;
        }
        if (value instanceof String text) {
            return 56 + text.length();
        }
        if (value instanceof List<?> list) {
            return 40 + list.stream().mapToLong(each -> 8 + size(each)).sum();
        }
        if (value instanceof Map<?, ?> map) {
            return 60
                    + map.entrySet().stream()
                            .mapToLong(each -> 60 + size(each.getKey()) + size(each.getValue()))
                            .sum();
        }
        return value == null ? 0 : value instanceof BigDecimal ? 100 : 24;
    }

    @Override
    public Object[] next() throws IOException {
        Run run = runs.poll();
        if (run == null) {
            return null;
        }
        Object[] row = run.head.row();
        run.advance();
        if (run.head != null) {
            runs.add(run);
        }
        return row;
    }

    @Override
    public void close() throws IOException {
        closeRuns();
        if (aside != null) {
            try (Stream<Path> files = Files.list(aside)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(aside);
            aside = null;
        }
    }

    private void closeRuns() throws IOException {
        for (RowSource source : open) {
            source.close();
        }
        open.clear();
        runs.clear();
    }

    /** Rows in memory. */
    private static final class Held implements RowSource {
        private final List<Keyed> rows;
        private int next;

        Held(List<Keyed> rows) {
            this.rows = rows;
        }

        @Override
        public Object[] next() {
            return next == rows.size() ? null : rows.get(next++).row();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
