package io.nifistreaming.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nifistreaming.sandbox.Waiting;
import io.nifistreaming.system.TopicLog.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The story of whoever trusts a table: NiFi and the broker are killed again and again, among others right after a
 * version was written, when NiFi doesn't know of it yet. Afterwards each bronze table is compared with its topic,
 * record by record, by the table's own log and files.
 */
class LakehouseST {
    private static final boolean SOAK = Boolean.getBoolean("soak");
    private static final int KILLS = Integer.getInteger("kills", SOAK ? 100 : 4);
    private static final int BURST = 3_000;
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final String LOADED = "checkout_events";
    private static final List<String> TOPICS = List.of("competitor_prices", LOADED, "inventory_updates", "pos_logs");

    private final RunningSandbox sandbox = RunningSandbox.get();
    private final String bootstrap = sandbox.sandbox().settings().kafkaBootstrap();
    private final Map<String, BronzeTable> tables = new LinkedHashMap<>();
    private long replays;

    @Test
    void eachRecordIsOneRowThoughNifiAndTheBrokerAreKilledAgainAndAgain() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("LakehouseST: seed " + seed + ", " + KILLS + " kills (repeat with -Dseed=" + seed + ")");
        Random random = new Random(seed);
        Path lake = sandbox.sandbox().settings().lake();
        TOPICS.forEach(topic -> tables.put(topic, new BronzeTable(lake, topic)));
        tables.forEach(
                (topic, table) -> RunningSandbox.await(PATIENCE, "the table " + topic, () -> table.promised() > 0));
        try (BusyLogs logs = BusyLogs.begin(sandbox, seed)) {
            for (int round = 0; round < KILLS; round++) {
                killOnce(round, random);
            }
            logs.still();
            settle();
        }
    }

    private void killOnce(int round, Random random) {
        String victim = round % 4 == 3 ? "kafka" : "nifi";
        replays += victim.equals("nifi") ? recognised() : 0;
        try (EventLoad load = new EventLoad(bootstrap, LOADED, random)) {
            load.burst(1 + random.nextInt(BURST));
        }
        BronzeTable table = tables.get(TOPICS.get(1 + random.nextInt(TOPICS.size() - 1)));
        boolean rightAfter = random.nextInt(3) > 0;
        ProcessHandle process = sandbox.sandbox().part(victim).process().orElseThrow();
        if (rightAfter) {
            long version = table.version();
            table.spinUntilAfter(version, TimeUnit.MINUTES.toNanos(5));
        } else {
            awaitAnyMoment(random);
        }
        process.destroyForcibly();
        System.out.println(Instant.now() + " LakehouseST: kill " + (round + 1) + " of " + KILLS + ": " + victim
                + (rightAfter ? " right after a version" : " at any moment"));
        sandbox.killAndRestart(victim);
        long before = table.version();
        RunningSandbox.await(PATIENCE, "the table goes on after the kill", () -> table.version() > before);
    }

    /** How many flow files the tables recognised since NiFi was started, which begins to count anew. */
    private long recognised() {
        long sum = 0;
        JsonNode all = sandbox.sandbox().nifi().http().get("/counters").at("/counters/aggregateSnapshot/counters");
        for (JsonNode counter : all) {
            boolean ours = counter.path("name").asText().equals("Duplicates Recognised")
                    && counter.path("context").asText().startsWith("Write bronze tables");
            sum += ours ? counter.path("valueCount").asLong() : 0;
        }
        return sum;
    }

    /** Records come all the time, and versions every few seconds, so this is anywhere between two versions. */
    private void awaitAnyMoment(Random random) {
        try (TopicRows lines = new TopicRows(bootstrap, "pos_logs")) {
            long until = lines.refresh() + random.nextInt(1_500);
            RunningSandbox.await(PATIENCE, "some lines", () -> lines.refresh() >= until);
        }
    }

    /** Nobody writes any more: what is on its way arrives, and then topic and table have the same rows. */
    private void settle() {
        Map<String, TopicRows> topics = new LinkedHashMap<>();
        try (TopicLog letters = TopicLog.ofText(bootstrap, "dead_letters")) {
            TOPICS.forEach(topic -> topics.put(topic, new TopicRows(bootstrap, topic)));
            Waiting.until(PATIENCE, () -> isQuiet(topics));
            long rows = 0;
            List<String> poison = new ArrayList<>();
            for (String topic : TOPICS) {
                topics.get(topic).refresh();
                assertThatTheTableIsTheTopic(topic, topics.get(topic));
                poison.addAll(topics.get(topic).poison());
                rows += topics.get(topic).rows().size();
            }
            System.out.println("LakehouseST: " + rows + " rows compared, " + poison.size() + " records were no text, "
                    + (replays + recognised()) + " flow files came again and were recognised");
            assertThat(rows).isGreaterThan(1_000);
            assertThat(unparsed(letters)).as("what can't be a row").containsExactlyInAnyOrderElementsOf(poison);
        } finally {
            topics.values().forEach(TopicRows::close);
        }
    }

    /** Whether nothing came since the last look, and the tables have as many rows as the topics have records. */
    private boolean isQuiet(Map<String, TopicRows> topics) {
        boolean quiet = true;
        for (Map.Entry<String, TopicRows> topic : topics.entrySet()) {
            long before = topic.getValue().rows().size();
            topic.getValue().refresh();
            long now = topic.getValue().rows().size();
            quiet &= now == before && tables.get(topic.getKey()).promised() == now;
        }
        return quiet;
    }

    private void assertThatTheTableIsTheTopic(String topic, TopicRows expected) {
        Map<String, BronzeRow> missing = new HashMap<>();
        expected.rows().forEach(row -> missing.put(row.place(), row));
        List<BronzeRow> wrong = new ArrayList<>();
        for (BronzeRow row : tables.get(topic).rows()) {
            // A second row of one place finds nothing, as one of no record does.
            if (!row.equals(missing.remove(row.place()))) {
                wrong.add(row);
            }
        }
        assertThat(wrong)
                .as("rows of " + topic + " that are doubled or of no record")
                .isEmpty();
        assertThat(missing.values())
                .as("records of " + topic + " without a row")
                .isEmpty();
    }

    private static List<String> unparsed(TopicLog letters) {
        List<String> places = new ArrayList<>();
        for (Entry letter : letters.refresh()) {
            if (letter.source().contains("!unparsed")) {
                String source = letter.source().split("/", -1)[1];
                places.add(source.replace("!unparsed", "") + "@" + letter.first());
            }
        }
        return places;
    }
}
