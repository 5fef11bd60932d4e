package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.standalone.data.CloseableIterator;
import io.delta.standalone.data.RowRecord;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.FaultyLogStore.Fault;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.SourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mergers, an appender and an optimizer on one table, with late versions, deletions, replays, overlaps, lost orders and
 * answers, and crashes in between: the table ends as a map does that was given each event once.
 */
class TableMergeModelIT {
    private static final int STEPS = 20;
    private static final int EVENTS = 80;
    private static final int SKUS = 12;
    private static final TableSchema SCHEMA = TableSchema.of(
            Column.of("shop", Simple.STRING),
            Column.of("sku", Simple.LONG),
            Column.of("seq", Simple.LONG),
            Column.of("price", Simple.STRING));
    /** The second source has a column more, which the table gets when its first rows come. */
    private static final TableSchema WIDER = TableSchema.of(
            Column.of("shop", Simple.STRING),
            Column.of("sku", Simple.LONG),
            Column.of("seq", Simple.LONG),
            Column.of("note", Simple.STRING),
            Column.of("price", Simple.STRING));

    private final Configuration configuration = new Configuration();
    private final List<List<Event>> sources = new ArrayList<>();
    private String path;
    private MergePlan plan;
    private int appended;

    @TempDir
    private Path folder;

    private record Event(String shop, long sku, long seq, String price, boolean delete) {}

    /** More of them with {@code -Dmerge.seeds=100}, and from another one on with {@code -Dmerge.seed=5000}. */
    static LongStream seeds() {
        long first = Long.getLong("merge.seed", 1);
        return LongStream.range(first, first + Long.getLong("merge.seeds", 8));
    }

    @AfterEach
    void calm() {
        FaultyLogStore.FAULTS.clear();
        FaultyLogStore.meanwhile = () -> {};
    }

    /** Keys that several sources know: whichever version is newest is the row, in whatever order they come. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theNewestVersionOfEachKeyStays(long seed) throws IOException {
        Random dice = start(seed);
        plan = plan.withSequence("seq").withSoftDelete("gone");
        makeEvents(dice, false);

        disturb(dice);

        Map<String, String> model = new TreeMap<>();
        Map<String, Long> newest = new TreeMap<>();
        for (List<Event> events : sources) {
            for (Event event : events) {
                String key = event.shop + " " + event.sku;
                if (newest.merge(key, event.seq, Math::max) == event.seq) {
                    model.put(key, event.seq + (event.delete ? " gone" : " " + event.price));
                }
            }
        }
        assertThat(rows(true)).as("seed %d", seed).isEqualTo(model);
    }

    /** Keys that one source knows, as with topics that are partitioned by key: the last offset is the row. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theLastOffsetOfEachKeyStays(long seed) throws IOException {
        Random dice = start(seed);
        makeEvents(dice, true);
        // From the first offset on, since deletions leave nothing behind that tells of what came before them.
        assertThat(merge(List.of(events(0, 0, 1), events(1, 0, 1)))).isInstanceOf(AppendOutcome.Appended.class);

        disturb(dice);

        Map<String, String> model = new TreeMap<>();
        for (List<Event> events : sources) {
            for (Event event : events) {
                String key = event.shop + " " + event.sku;
                if (event.delete) {
                    model.remove(key);
                } else {
                    model.put(key, event.seq + " " + event.price);
                }
            }
        }
        assertThat(rows(false)).as("seed %d", seed).isEqualTo(model);
    }

    private Random start(long seed) {
        Random dice = new Random(seed);
        configuration.set("delta.logStore.file.impl", FaultyLogStore.class.getName());
        path = folder.resolve("table").toUri().toString();
        AppendPlan defaults = AppendPlan.defaults();
        AppendPlan writing = new AppendPlan(
                true,
                dice.nextBoolean() ? List.of("shop") : List.of(),
                Map.of(),
                SchemaEvolution.Policy.ADD_COLUMNS,
                RangePlan.Early.WAIT,
                WritePlan.Compression.NONE,
                1 + dice.nextInt(2000),
                defaults.memoryBytes(),
                2);
        plan = MergePlan.of(writing, "sku", "shop");
        return dice;
    }

    private void makeEvents(Random dice, boolean ownKeys) {
        for (int source = 0; source < 2; source++) {
            List<Event> events = new ArrayList<>();
            for (int position = 0; position < EVENTS; position++) {
                long sku = ownKeys ? 2L * dice.nextInt(SKUS) + source : dice.nextInt(SKUS);
                String shop = "shop-" + dice.nextInt(3);
                long seq = 2L * dice.nextInt(1_000_000) + source;
                events.add(new Event(shop, sku, seq, source + "/" + position, dice.nextInt(5) == 0));
            }
            sources.add(events);
        }
    }

    /** Random work, and at the end each event once more. */
    private void disturb(Random dice) throws IOException {
        for (int step = 0; step < STEPS; step++) {
            for (int fault = dice.nextInt(4); fault > 0; fault--) {
                FaultyLogStore.FAULTS.add(Fault.values()[dice.nextInt(3)]);
            }
            if (dice.nextInt(2) == 0) {
                Random other = new Random(dice.nextLong());
                FaultyLogStore.meanwhile = () -> {
                    try {
                        act(other);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                };
            }
            act(dice);
        }
        calm();
        List<GivenRows> all = new ArrayList<>();
        for (int source = 0; source < 2; source++) {
            all.add(events(source, 0, EVENTS));
        }
        assertThat(merge(all)).isInstanceOf(AppendOutcome.Appended.class);
        assertThat(appendedRows()).isEqualTo(appended);
    }

    /** As a processor does, with a table object of its own, as another process has. */
    private void act(Random dice) throws IOException {
        switch (dice.nextInt(8)) {
            case 0, 1 -> append();
            case 2 -> compact();
            default -> merge(dice);
        }
    }

    private void merge(Random dice) throws IOException {
        List<GivenRows> inputs = new ArrayList<>();
        for (int index = 0; index <= dice.nextInt(3); index++) {
            int first = dice.nextInt(EVENTS);
            int next = Math.min(EVENTS, first + 1 + dice.nextInt(40));
            inputs.add(events(dice.nextInt(2), dice.nextBoolean() ? 0 : first, next));
        }
        merge(inputs);
    }

    /** Replaces files by others with the same rows. */
    private void compact() throws IOException {
        DeltaTable table = DeltaTable.at(configuration, path);
        if (table.state().exists()) {
            new TableCompactor(table, Clock.systemUTC()).compact(CompactionPlan.defaults(), Map.of());
        }
    }

    private AppendOutcome merge(List<GivenRows> inputs) throws IOException {
        DeltaTable table = DeltaTable.at(configuration, path);
        return new TableMerge(table, new TableCommitter(table, Clock.systemUTC()), plan).merge(inputs, Map.of());
    }

    /** Rows of a shop that nobody merges into; each may be there once. */
    private void append() throws IOException {
        DeltaTable table = DeltaTable.at(configuration, path);
        if (!table.state().exists()) {
            return;
        }
        int position = appended;
        GivenRows one = new GivenRows(SCHEMA)
                .row("appended", (long) position, 0L, "x")
                .at(new SourceId(OriginKind.KAFKA, "appended", 0), position);
        TableAppend append = new TableAppend(
                table,
                new TableCommitter(table, Clock.systemUTC()),
                plan.writing().withCreate(false));
        if (append.append(List.of(one), Map.of()) instanceof AppendOutcome.Appended) {
            appended = Math.max(appended, position + 1);
        }
    }

    private GivenRows events(int source, int first, int next) {
        GivenRows rows = new GivenRows(source == 0 ? SCHEMA : WIDER);
        for (Event event : sources.get(source).subList(first, next)) {
            Object[] values = source == 0
                    ? new Object[] {event.shop, event.sku, event.seq, event.price}
                    : new Object[] {event.shop, event.sku, event.seq, "note", event.price};
            if (event.delete) {
                rows.delete(values);
            } else {
                rows.row(values);
            }
        }
        return rows.at(new SourceId(OriginKind.KAFKA, "prices-" + source, 0), first);
    }

    private Map<String, String> rows(boolean soft) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        try (CloseableIterator<RowRecord> open =
                DeltaTable.at(configuration, path).log().update().open()) {
            while (open.hasNext()) {
                RowRecord row = open.next();
                if (!row.getString("shop").equals("appended")) {
                    boolean gone = soft && row.getBoolean("gone");
                    String before = rows.put(
                            row.getString("shop") + " " + row.getLong("sku"),
                            row.getLong("seq") + (gone ? " gone" : " " + row.getString("price")));
                    assertThat(before).as("another row of the key").isNull();
                }
            }
        }
        return rows;
    }

    private int appendedRows() throws IOException {
        int rows = 0;
        try (CloseableIterator<RowRecord> open =
                DeltaTable.at(configuration, path).log().update().open()) {
            while (open.hasNext()) {
                rows += open.next().getString("shop").equals("appended") ? 1 : 0;
            }
        }
        return rows;
    }
}
