package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.standalone.data.CloseableIterator;
import io.delta.standalone.data.RowRecord;
import io.nifistreaming.delta.FaultyLogStore.Fault;
import io.nifistreaming.delta.RangePlan.Early;
import io.nifistreaming.delta.RangePlan.Offer;
import io.nifistreaming.delta.RangePlan.Verdict.Take;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two writers of one table, each with ranges of the same sources, replays, crashes before and after the commit, lost
 * orders and lost answers: each position is in the table once.
 */
class TableCommitterModelIT {
    private static final TableSchema SCHEMA = TableSchema.of(
            Column.of("source", ColumnType.Simple.STRING), Column.of("position", ColumnType.Simple.LONG));
    private static final WritePlan PLAN = WritePlan.of(SCHEMA).withCompression(WritePlan.Compression.NONE);
    private static final List<SourceId> SOURCES = List.of(source(0), source(1));
    private static final int STEPS = 25;
    private static final long MOST = 60;

    private final Configuration configuration = new Configuration();

    @TempDir
    private Path folder;

    @AfterEach
    void calm() {
        FaultyLogStore.FAULTS.clear();
        FaultyLogStore.meanwhile = () -> {};
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void eachPositionLandsOnce(long seed) throws IOException {
        configuration.set("delta.logStore.file.impl", FaultyLogStore.class.getName());
        Random dice = new Random(seed);
        String path = folder.resolve("table").toUri().toString();
        for (int step = 0; step < STEPS; step++) {
            List<Offer> offers = offers(dice);
            for (int fault = dice.nextInt(4); fault > 0; fault--) {
                FaultyLogStore.FAULTS.add(Fault.values()[dice.nextInt(3)]);
            }
            if (dice.nextInt(4) == 0) {
                Random other = new Random(dice.nextLong());
                FaultyLogStore.meanwhile = () -> {
                    try {
                        write(path, offers(other), other);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                };
            }
            write(path, offers, dice);
        }
        calm();
        for (SourceId source : SOURCES) {
            write(path, List.of(new Offer(source, new Range(0, MOST))), new Random(seed));
        }

        List<String> expected = new ArrayList<>();
        SOURCES.forEach(
                source -> LongStream.range(0, MOST).forEach(position -> expected.add(source.id() + " " + position)));
        assertThat(rows(path)).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(DeltaTable.at(configuration, path).held(SOURCES))
                .isEqualTo(Map.of(SOURCES.get(0), new Range(0, MOST), SOURCES.get(1), new Range(0, MOST)));
    }

    /** As a processor does, with a table object of its own, as another process has; it may die at any moment. */
    private void write(String path, List<Offer> offers, Random dice) throws IOException {
        DeltaTable table = DeltaTable.at(configuration, path);
        TableCommitter committer = new TableCommitter(table, Clock.systemUTC());
        for (int round = 0; round < 10; round++) {
            long since = table.state().version();
            RangePlan plan = RangePlan.of(table.held(SOURCES), offers, Early.WAIT);
            if (plan.steps().isEmpty()) {
                return;
            }
            TableCommit commit = TableCommit.of(PLAN, files(path, offers, plan), plan.steps());
            if (dice.nextInt(10) == 0) {
                return;
            }
            CommitOutcome outcome = committer.commit(commit, since);
            while (outcome instanceof CommitOutcome.Unknown) {
                if (dice.nextInt(3) == 0) {
                    return;
                }
                outcome = committer.commit(commit, since);
            }
            if (outcome instanceof CommitOutcome.Committed) {
                return;
            }
            assertThat(outcome).isInstanceOf(CommitOutcome.Overtaken.class);
        }
    }

    private List<DataFile> files(String path, List<Offer> offers, RangePlan plan) {
        try (RecordParquetWriter writer = new RecordParquetWriter(configuration, path, PLAN)) {
            for (int index = 0; index < offers.size(); index++) {
                if (plan.verdicts().get(index) instanceof Take take) {
                    for (Range part : take.parts()) {
                        for (long position = part.first(); position < part.next(); position++) {
                            writer.write(
                                    new Object[] {offers.get(index).source().id(), position});
                        }
                    }
                }
            }
            return writer.finish();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Offer> offers(Random dice) {
        List<Offer> offers = new ArrayList<>();
        for (int index = 0; index <= dice.nextInt(3); index++) {
            long first = dice.nextInt((int) MOST - 10);
            offers.add(new Offer(SOURCES.get(dice.nextInt(2)), new Range(first, first + 1 + dice.nextInt(10))));
        }
        return offers;
    }

    private List<String> rows(String path) throws IOException {
        List<String> rows = new ArrayList<>();
        try (CloseableIterator<RowRecord> open =
                DeltaTable.at(configuration, path).log().update().open()) {
            while (open.hasNext()) {
                RowRecord row = open.next();
                rows.add(row.getString("source") + " " + row.getLong("position"));
            }
        }
        return rows;
    }

    private static SourceId source(int partition) {
        return new SourceId(OriginKind.KAFKA, "prices-" + partition, 0);
    }
}
