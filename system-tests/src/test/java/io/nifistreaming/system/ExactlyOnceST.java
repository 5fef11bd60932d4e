package io.nifistreaming.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.sandbox.Waiting;
import io.nifistreaming.system.ShopTruth.Version;
import io.nifistreaming.system.TopicLog.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The story of an operator whose machines die: NiFi is killed in mid-poll, and the broker under load. Afterwards the
 * topic is compared with what the shop knows it showed.
 *
 * <p>A kill can destroy at most the one poll of each target that is in flight. So a price that the shop showed more
 * often than there were kills meanwhile must be in the topic.
 */
class ExactlyOnceST {
    private static final int ROUNDS = Boolean.getBoolean("soak") ? 20 : 3;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String TOPIC = "competitor_prices";

    private final RunningSandbox sandbox = RunningSandbox.get();
    private final ShopTruth truth = new ShopTruth(sandbox.sandbox().settings().shop());
    private final List<Instant> kills = new ArrayList<>();

    @Test
    void nothingIsLostAndNothingDoubledWhenNifiAndTheBrokerAreKilledAgainAndAgain() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("ExactlyOnceST: seed " + seed + ", " + ROUNDS + " kills (repeat with -Dseed=" + seed + ")");
        Random random = new Random(seed);
        try (TopicLog topic = new TopicLog(sandbox.sandbox().settings().kafkaBootstrap(), TOPIC)) {
            growBy(topic, 500);
            for (int round = 0; round < ROUNDS; round++) {
                growBy(topic, 1 + random.nextInt(2_000));
                kills.add(Instant.now());
                sandbox.killAndRestart(round % 3 == 2 ? "kafka" : "nifi");
                growBy(topic, 1);
            }
            growBy(topic, 500);
            truth.freeze();
            List<Version> due = shownOftenEnough();
            settle(topic, due);

            List<Entry> entries = topic.refresh();
            assertThat(entries).hasSizeGreaterThan(1_000);
            assertThat(due).as("prices that were shown often enough").hasSizeGreaterThan(500);
            assertThat(missing(due, entries))
                    .as("prices that were shown often enough, and are not in the topic")
                    .isEmpty();
            assertThatNoObservationIsDoubledOrMissing(entries);
            assertThatNoChangeIsToldTwice(entries);
        }
    }

    private void growBy(TopicLog topic, int records) {
        int before = topic.refresh().size();
        RunningSandbox.await(
                PATIENCE, TOPIC + " grows by " + records, () -> topic.refresh().size() >= before + records);
    }

    /** A price that was shown just now is on its way: the topic is given time to catch up, and is judged then. */
    private static void settle(TopicLog topic, List<Version> due) {
        Waiting.until(PATIENCE, () -> missing(due, topic.refresh()).isEmpty());
    }

    private static void assertThatNoObservationIsDoubledOrMissing(List<Entry> entries) {
        Map<String, List<Entry>> sources = new TreeMap<>();
        entries.forEach(entry -> sources.computeIfAbsent(entry.source(), absent -> new ArrayList<>())
                .add(entry));

        sources.forEach((source, found) -> {
            assertThat(source).startsWith("http/");
            found.sort(Comparator.comparingLong(Entry::first));
            long next = found.get(0).first();
            for (Entry entry : found) {
                assertThat(entry.first())
                        .as("%s in %s: after %d comes %d", entry.place(), source, next - 1, entry.first())
                        .isEqualTo(next);
                next = entry.next();
            }
        });
    }

    /** A change that was told, and is told again with nothing in between, is a double by content. */
    private static void assertThatNoChangeIsToldTwice(List<Entry> entries) {
        Map<String, String> last = new HashMap<>();
        List<Entry> inOrder = new ArrayList<>(entries);
        inOrder.sort(Comparator.comparing(Entry::source).thenComparingLong(Entry::first));
        for (Entry entry : inOrder) {
            String told = entry.value().path("price").asText()
                    + entry.value().path("in_stock")
                    + entry.value().path("currency")
                    + "gone".equals(entry.value().path("change").asText());
            String before = last.put(entry.source() + key(entry), told);
            assertThat(told)
                    .as("%s tells what was told before: %s", entry.place(), entry.value())
                    .isNotEqualTo(before);
        }
    }

    private List<Version> shownOftenEnough() {
        return truth.history().stream()
                .filter(Version::present)
                .filter(version -> version.served() > 1 + killsDuring(version))
                .toList();
    }

    /** What is not in the topic, or, being the price of the frozen market, is not the last that the topic tells. */
    private static List<Version> missing(List<Version> due, List<Entry> entries) {
        Set<String> arrived = new HashSet<>();
        Map<String, String> last = new HashMap<>();
        entries.stream()
                .filter(entry -> entry.value().path("price").isNumber())
                .sorted(Comparator.comparing(
                        entry -> entry.value().path("observed_at").asText()))
                .forEach(entry -> {
                    arrived.add(key(entry) + "=" + price(entry));
                    last.put(key(entry), price(entry));
                });
        return due.stream()
                .filter(version -> !arrived.contains(key(version) + "=" + price(version))
                        || version.current() && !price(version).equals(last.get(key(version))))
                .toList();
    }

    private static String price(Version version) {
        return version.price().stripTrailingZeros().toPlainString();
    }

    private long killsDuring(Version version) {
        return kills.stream()
                .filter(kill -> !kill.isBefore(version.firstServed().minusSeconds(5)))
                .filter(kill -> !kill.isAfter(version.lastServed().plusSeconds(30)))
                .count();
    }

    private static String price(Entry entry) {
        return entry.value().path("price").decimalValue().stripTrailingZeros().toPlainString();
    }

    private static String key(Version version) {
        return version.competitor() + "/" + version.sku();
    }

    private static String key(Entry entry) {
        return entry.value().path("competitor").asText() + "/"
                + entry.value().path("sku").asText();
    }
}
