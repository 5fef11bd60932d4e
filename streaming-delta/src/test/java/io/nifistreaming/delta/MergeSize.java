package io.nifistreaming.delta;

import com.sun.management.OperatingSystemMXBean;
import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.Simple;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * A large table and a large merge, for a JVM of its own whose heap is small: {@code make TABLE ROWS},
 * {@code source TABLE ROWS KEYS}, {@code merge TABLE SOURCE}. Prints one line of what it took.
 */
final class MergeSize {
    private static final TableSchema SCHEMA = TableSchema.of(
            Column.of("sku", Simple.LONG),
            Column.of("competitor", Simple.STRING),
            Column.of("price", new Decimal(12, 2)),
            Column.of("name", Simple.STRING),
            Column.of("in_stock", Simple.BOOLEAN),
            Column.of("observed_at", Simple.TIMESTAMP));
    private static final MergePlan PLAN =
            MergePlan.of(AppendPlan.defaults(), "sku").withSequence("observed_at");
    private static final int SHARE = 10;

    private MergeSize() {}

    public static void main(String[] arguments) throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = System.nanoTime();
        String what;
        DeltaTable table = DeltaTable.at(new Configuration(), arguments[1]);
        if (arguments[0].equals("merge")) {
            what = merge(table, arguments[2]);
        } else {
            long rows = Long.parseLong(arguments[2]);
            what = append(table, arguments[0].equals("make") ? all(rows) : some(rows, Long.parseLong(arguments[3])));
        }
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.out.printf(
                "%s %s in %.1f s, %.1f CPU s, most heap %d MB of %d MB%n",
                arguments[0],
                what,
                (System.nanoTime() - start) / 1e9,
                system.getProcessCpuTime() / 1e9,
                peak >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static String merge(DeltaTable table, String source) throws IOException {
        TableSnapshot rows = snapshot(DeltaTable.at(new Configuration(), source));
        AppendOutcome outcome = new TableMerge(table, new TableCommitter(table, Clock.systemUTC()), PLAN)
                .merge(List.of(new Rows(rows::rows)), Map.of());
        return outcome instanceof AppendOutcome.Appended appended
                ? appended.inputs().get(0) + ", " + appended.replaced() + " files became "
                        + appended.files().size()
                : outcome.toString();
    }

    private static TableSnapshot snapshot(DeltaTable table) throws IOException {
        return ((TableReader.Found.Version) new TableReader(table).find(new TableTime.Now())).snapshot();
    }

    private static String append(DeltaTable table, Stream<Object[]> rows) throws IOException {
        Iterator<Object[]> next = rows.iterator();
        AppendOutcome.Appended appended = (AppendOutcome.Appended)
                new TableAppend(table, new TableCommitter(table, Clock.systemUTC()), PLAN.writing())
                        .append(
                                List.of(new Rows(plan -> new RowSource() {
                                    @Override
                                    public Object[] next() {
                                        return next.hasNext() ? next.next() : null;
                                    }

                                    @Override
                                    public void close() {
                                        // Nothing is open.
                                    }
                                })),
                                Map.of());
        return appended.rows() + " rows";
    }

    /** In no order of their keys, so that each file holds keys of everywhere. */
    private static Stream<Object[]> all(long rows) {
        return Stream.iterate(0L, row -> row + 1).limit(rows).map(row -> row(row * 7_368_787 % rows, 1));
    }

    /** Of ten keys nine are in the table. */
    private static Stream<Object[]> some(long rows, long keys) {
        return Stream.iterate(0L, key -> key + 1)
                .limit(keys)
                .map(key -> key % SHARE == 0 ? row(rows + key, 2) : row(key * (rows / keys), 2));
    }

    private static Object[] row(long sku, int version) {
        long dice = Bytes.mixed(sku * 31 + version);
        return new Object[] {
            sku,
            "competitor-" + Math.floorMod(dice, 50),
            BigDecimal.valueOf(Math.floorMod(dice >> 8, 100_000_000L), 2),
            "Product " + Long.toHexString(dice & 0xffffffL) + " of " + version,
            (dice & 1) == 0,
            1_795_000_000_000_000L + version * 1_000_000_000L + sku
        };
    }

    private interface Source {
        RowSource open(ReadPlan plan) throws IOException;
    }

    /** Rows of another table, or of nowhere. */
    private record Rows(Source source) implements AppendInput {
        @Override
        public Optional<RangePlan.Offer> offer() {
            return Optional.empty();
        }

        @Override
        public TableSchema schema() {
            return SCHEMA;
        }

        @Override
        public AppendInput.Rows open(TableSchema target) throws IOException {
            RowSource rows = source.open(ReadPlan.of(SCHEMA).withTexts(ReadPlan.Texts.UTF8));
            return new AppendInput.Rows() {
                @Override
                public Object[] next() throws IOException {
                    return rows.next();
                }

                @Override
                public long position() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void close() throws IOException {
                    rows.close();
                }
            };
        }
    }
}
