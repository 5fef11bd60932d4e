package io.nifistreaming.nifi.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nifistreaming.poll.Coverage;
import io.nifistreaming.poll.Observation;
import io.nifistreaming.poll.PollCursor;
import io.nifistreaming.poll.PollFacts;
import io.nifistreaming.poll.PollOutcome;
import io.nifistreaming.poll.PollTarget;
import io.nifistreaming.poll.PriceChangeFilter;
import io.nifistreaming.poll.PriceChangePolicy;
import io.nifistreaming.store.StoreException;
import io.nifistreaming.testing.MemoryKeyedStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Filter, ledger and outbox against a model, with crashes between any two of: store write, hand-over, taking out of the
 * outbox. Every change must reach a sink that recognises replays by their number, once and in order.
 */
class PriceLedgerModelTest {
    private static final int STEPS = 400;
    private static final int MISSES = 2;
    private static final PollTarget TARGET =
            PollTarget.of("acme", "acme", "http://acme.example/prices", Duration.ofMinutes(1));

    /** What the model knows of a product: the price told last, misses, and whether it was told to be gone. */
    private record Known(int price, int misses, boolean gone) {}

    /** The shop and what should have been told of it, in the simplest words. */
    private static final class Model {
        private final Map<String, Integer> shop = new TreeMap<>();
        private final Map<String, Known> known = new TreeMap<>();
        private final List<String> expected = new ArrayList<>();

        void recorded(Map<String, Integer> seen, Coverage coverage) {
            seen.forEach((sku, price) -> {
                Known last = known.get(sku);
                if (last == null) {
                    expected.add(sku + " first " + price);
                } else if (last.gone()) {
                    expected.add(sku + " back " + price);
                } else if (last.price() != price) {
                    expected.add(sku + (price > last.price() ? " up " : " down ") + price);
                }
                known.put(sku, new Known(price, 0, false));
            });
            if (coverage == Coverage.COMPLETE) {
                known.replaceAll((sku, last) -> seen.containsKey(sku) ? last : missed(sku, last));
            }
        }

        private Known missed(String sku, Known last) {
            if (last.gone()) {
                return last;
            }
            boolean gone = last.misses() + 1 == MISSES;
            if (gone) {
                expected.add(sku + " gone null");
            }
            return new Known(last.price(), last.misses() + 1, gone);
        }
    }

    /** A sink that recognises replays by number, and insists that a replay is the same to the byte. */
    private static final class Sink {
        private final Map<Long, String> held = new TreeMap<>();
        private int replays;

        void take(OutboxEntry entry) {
            String[] lines = new String(entry.content(), UTF_8).split("\n", -1);
            assertThat(lines).hasSize((int) entry.range().length() + 1);
            for (int index = 0; index < lines.length - 1; index++) {
                String before = held.putIfAbsent(entry.range().first() + index, lines[index]);
                if (before != null) {
                    assertThat(lines[index]).isEqualTo(before);
                    replays++;
                }
            }
        }

        List<String> told() {
            List<String> told = new ArrayList<>();
            long number = 0;
            for (Map.Entry<Long, String> line : held.entrySet()) {
                assertThat(line.getKey()).as("numbers without holes").isEqualTo(number++);
                JsonNode record = PollHarness.json(line.getValue());
                told.add(record.get("sku").textValue() + " "
                        + record.get("change").textValue() + " "
                        + record.get("price").asText());
            }
            return told;
        }
    }

    private MemoryKeyedStore store;
    private Outbox outbox;
    private PriceLedger ledger;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 0})
    void everyChangeIsToldOnceAndInOrderWhateverCrashes(long fixedSeed) {
        long seed = fixedSeed == 0 ? System.nanoTime() : fixedSeed;
        Random random = new Random(seed);
        Model model = new Model();
        Sink sink = new Sink();
        store = new MemoryKeyedStore();
        start();

        for (int step = 0; step < STEPS; step++) {
            move(model.shop, random);
            poll(model, sink, random);
        }
        outbox.pending(1_000).forEach(sink::take);

        assertSameChanges(sink.told(), model.expected, seed);
        assertThat(sink.replays).as("seed %d: the test replays at all", seed).isPositive();
    }

    /** Products of one poll are independent of each other, so only each product's own order counts. */
    private static void assertSameChanges(List<String> told, List<String> expected, long seed) {
        assertThat(bySku(told)).as("seed %d", seed).isEqualTo(bySku(expected));
    }

    private static Map<String, List<String>> bySku(List<String> changes) {
        Map<String, List<String>> bySku = new HashMap<>();
        for (String change : changes) {
            String sku = change.substring(0, change.indexOf(' '));
            bySku.computeIfAbsent(sku, unused -> new ArrayList<>()).add(change);
        }
        return bySku;
    }

    private static void move(Map<String, Integer> shop, Random random) {
        for (int product = 0; product < 6; product++) {
            String sku = "P" + product;
            int what = random.nextInt(6);
            if (what == 0) {
                shop.remove(sku);
            } else if (what < 3) {
                shop.put(sku, 10 + random.nextInt(3));
            }
        }
    }

    private void poll(Model model, Sink sink, Random random) {
        Map<String, Integer> seen = new TreeMap<>(model.shop);
        Coverage coverage = random.nextInt(5) == 0 ? Coverage.PARTIAL : Coverage.COMPLETE;
        if (coverage == Coverage.PARTIAL) {
            seen.keySet().removeIf(sku -> random.nextBoolean());
        }
        int crash = random.nextInt(7);
        if (crash == 0) {
            store.failNextWrite();
        }
        List<OutboxEntry> entries =
                new ArrayList<>(ledger.observed("acme", outcome(seen, coverage)).entries());
        if (crash == 6) {
            ledger.forget();
            restart(sink);
            return;
        }
        int times = 1 + random.nextInt(2);
        try {
            for (int again = 1; again < times; again++) {
                // The second poll of a source in one round knows what the first one saw.
                entries.addAll(ledger.observed("acme", outcome(seen, coverage)).entries());
            }
            ledger.commit();
        } catch (StoreException expected) {
            restart(sink);
            return;
        }
        for (int recorded = 0; recorded < times; recorded++) {
            model.recorded(seen, coverage);
        }
        if (crash == 1) {
            restart(sink);
            return;
        }
        entries.forEach(sink::take);
        if (crash == 2) {
            restart(sink);
        } else if (crash == 3) {
            outbox.undelivered(entries);
        } else {
            deliver(entries);
        }
    }

    private void deliver(List<OutboxEntry> entries) {
        try {
            outbox.delivered(entries);
        } catch (StoreException expected) {
            // Asked for by an earlier step whose poll had nothing to write: they are handed over again.
            start();
        }
    }

    /** A crash: what was in memory is lost. What is in the outbox is handed over first. */
    private void restart(Sink sink) {
        store = store.reopened();
        start();
        List<OutboxEntry> leftovers = outbox.pending(1_000);
        leftovers.forEach(sink::take);
        deliver(leftovers);
    }

    private void start() {
        outbox = Outbox.open(store, 3, 42);
        ledger = new PriceLedger(store, new PriceChangeFilter(PriceChangePolicy.changed(MISSES)), outbox);
    }

    private static PollOutcome.Observed outcome(Map<String, Integer> seen, Coverage coverage) {
        List<Observation> rows = new ArrayList<>();
        seen.forEach((sku, price) -> rows.add(new Observation(
                "acme", sku, null, BigDecimal.valueOf(price), "EUR", null, null, Instant.EPOCH, Map.of())));
        PollFacts facts = new PollFacts("http://acme.example/prices", 1, 200, 1, Instant.EPOCH, Duration.ofMillis(7));
        return new PollOutcome.Observed(
                TARGET, rows, List.of(), Set.of(), coverage, List.of(), facts, PollCursor.start());
    }
}
