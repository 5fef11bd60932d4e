package io.nifistreaming.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.sandbox.progress.Progress;
import io.nifistreaming.system.TopicLog.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The story of whoever relies on logs: tills and a web server write and rotate, NiFi is killed again and again, and the
 * topics hold each line once.
 */
class TailST {
    private static final int ROUNDS = Boolean.getBoolean("soak") ? 50 : 3;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** The writers rotate at 256 KB. */
    private static final long NEARLY_ROTATED = 250 << 10;

    private static final long JUST_ROTATED = 16 << 10;

    private final RunningSandbox sandbox = RunningSandbox.get();
    private final String bootstrap = sandbox.sandbox().settings().kafkaBootstrap();
    private final NumberedLines written =
            new NumberedLines(sandbox.sandbox().settings().logs());

    @Test
    void everyLineThatWasWrittenIsInItsTopicOnceThoughNifiIsKilledUnderRotation() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("TailST: seed " + seed + ", " + ROUNDS + " kills (repeat with -Dseed=" + seed + ")");
        try (TopicLog lines = TopicLog.ofText(bootstrap, "pos_logs");
                TopicLog requests = new TopicLog(bootstrap, "web_access_logs");
                TopicLog letters = TopicLog.ofText(bootstrap, "dead_letters")) {
            // Lines from before NiFi's first look may have been rotated away; a new run begins under its eyes.
            long begun = System.currentTimeMillis();
            sandbox.sandbox().part("shop").restart(Progress.silent());
            int firstLine = lines.refresh().size();
            int firstRequest = requests.refresh().size();
            growBy(lines, 200);
            growBy(requests, 200);
            // After a kill what waits in NiFi's queues may overtake: then each line is there once, in whatever order.
            assertThatEachFileIsInOrder(
                    lines.refresh().subList(firstLine, lines.refresh().size()));
            assertThatEachFileIsInOrder(
                    requests.refresh().subList(firstRequest, requests.refresh().size()));
            killAgainAndAgain(lines, new Random(seed));
            // What is written stands still from here on, so that it can be compared.
            sandbox.sandbox().part("shop").stop(Progress.silent());
            try {
                List<Path> tills = List.of(written.till(1), written.till(2), written.till(3));
                assertThatAllIsThere(written.last(tills, begun), lines, TailST::text);
                assertThatAllIsThere(written.last(List.of(written.access()), begun), requests, TailST::request);
            } finally {
                sandbox.sandbox().part("shop").start();
            }
            assertThat(lines.refresh().stream().map(Entry::source).distinct())
                    .as("files and generations that the lines came from: each till has rotated")
                    .hasSizeGreaterThanOrEqualTo(6);
            assertThat(letters.refresh())
                    .as("reports of loss, where nothing was lost")
                    .noneMatch(letter -> letter.source().contains("!loss"));
        }
    }

    /** Shortly before a rotation, so that it happens while NiFi is down; shortly after one; and at any time. */
    private void killAgainAndAgain(TopicLog lines, Random random) {
        for (int round = 0; round < ROUNDS; round++) {
            switch (round % 3) {
                case 0 -> awaitSize("is about to be rotated", size -> size > NEARLY_ROTATED);
                case 1 -> awaitSize("was rotated just now", size -> size < JUST_ROTATED);
                default -> growBy(lines, 1 + random.nextInt(1_000));
            }
            sandbox.killAndRestart("nifi");
            growBy(lines, 1);
        }
    }

    private void awaitSize(String what, LongPredicate condition) {
        RunningSandbox.await(
                PATIENCE, written.till(1) + " " + what, () -> condition.test(NumberedLines.size(written.till(1))));
    }

    private static void growBy(TopicLog topic, int records) {
        int before = topic.refresh().size();
        RunningSandbox.await(
                PATIENCE, "the topic grows by " + records, () -> topic.refresh().size() >= before + records);
    }

    /** Each series is in the topic from 1 to its last line, each once; earlier ones have neither gap nor double. */
    private static void assertThatAllIsThere(Map<String, Long> last, TopicLog topic, Function<Entry, String> textOf) {
        Map<String, BitSet> seen = new TreeMap<>();
        List<String> doubles = new ArrayList<>();
        int[] judged = {0};
        RunningSandbox.await(PATIENCE, "the topic holds the last lines: " + last, () -> {
            List<Entry> entries = topic.refresh();
            for (; judged[0] < entries.size(); judged[0]++) {
                Entry entry = entries.get(judged[0]);
                NumberedLines.Line line = NumberedLines.in(textOf.apply(entry))
                        .orElseThrow(() -> new AssertionError("No written line: " + entry));
                BitSet numbers = seen.computeIfAbsent(line.series(), absent -> new BitSet());
                if (numbers.get(line.number())) {
                    doubles.add(line + " again at " + entry.place());
                }
                numbers.set(line.number());
            }
            return last.entrySet().stream().allMatch(end -> seen.getOrDefault(end.getKey(), new BitSet())
                    .get(end.getValue().intValue()));
        });
        assertThat(doubles).as("lines that are there twice").isEmpty();
        seen.forEach((series, numbers) -> {
            int first = last.containsKey(series) ? 1 : numbers.nextSetBit(0);
            assertThat(numbers.nextClearBit(first))
                    .as("the first line of %s that is missing, or else the one after the last", series)
                    .isEqualTo(last.containsKey(series) ? last.get(series).intValue() + 1 : numbers.length());
        });
    }

    private static void assertThatEachFileIsInOrder(List<Entry> entries) {
        Map<String, Entry> before = new HashMap<>();
        for (Entry entry : entries) {
            assertThat(entry.source()).startsWith("file/");
            Entry earlier = before.put(entry.partition() + " " + entry.source(), entry);
            if (earlier != null) {
                assertThat(entry.first())
                        .as("%s comes after %s", entry.place(), earlier.place())
                        .isGreaterThanOrEqualTo(earlier.next());
            }
        }
    }

    @Test
    void aMessageThatIsSentBySyslogReachesItsTopicAsOneEvenIfItHasTwoLines() {
        String message = "<38>1 2026-11-20T23:15:04Z till-7 login " + System.nanoTime() + " - - refused\nfor root";

        try (TopicLog topic = TopicLog.ofText(bootstrap, "security_logs")) {
            // UDP promises nothing, so it is sent until it is heard.
            RunningSandbox.await(PATIENCE, "the message arrives", () -> {
                send(message);
                return topic.refresh().stream().anyMatch(entry -> text(entry).equals(message));
            });
        }
    }

    @Test
    void whatNifiLogsReachesItsTopicEventByEvent() {
        try (TopicLog topic = TopicLog.ofText(bootstrap, "app_logs")) {
            RunningSandbox.await(PATIENCE, "an event of several lines arrives", () -> topic.refresh().stream()
                    .anyMatch(entry -> text(entry).lines().count() > 1));

            assertThat(topic.refresh()).allSatisfy(event -> assertThat(text(event))
                    .matches("(?s)\\d{4}-\\d{2}-\\d{2} .*")
                    .doesNotContain("\u001e"));
        }
    }

    @Test
    void aLineIsFoundInProvenanceWithTheBytesThatItIsInItsFile() {
        try (Browser browser = new Browser();
                TopicLog lines = TopicLog.ofText(bootstrap, "pos_logs")) {
            growBy(lines, 1);
            String group = sandbox.groupId("pos-logs");
            String tail = sandbox.processor("pos-logs", "TailLogFiles").id();
            CanvasPage canvas = new CanvasPage(
                    browser.open(sandbox.nifiUrl() + "/nifi/?processGroupId=" + group + "&componentIds=" + tail));
            assertThat(canvas.statusIcon(tail)).isEqualTo(CanvasPage.RUNNING);
            Browser.keep(canvas.page(), "canvas-pos-logs");

            canvas.choose(tail, "View data provenance");
            ProvenancePage provenance = new ProvenancePage(canvas.shell());
            String details = provenance.detailsOf(provenance.eventOf("RECEIVE"));
            Browser.keep(canvas.page(), "provenance-of-a-line");

            assertThat(details).contains("Bytes [", "stream.origin.first", "tail.file");
            RunningSandbox.await(PATIENCE, "a line of the event in the topic", () -> lines.refresh().stream()
                    .anyMatch(line -> isOf(details, line)));
            canvas.page().close();
        }
    }

    /** Whether the event's own words name the line's source, and bytes among which the line's are. */
    private static boolean isOf(String details, Entry line) {
        Matcher range = Pattern.compile("Bytes \\[(\\d+), (\\d+)\\) of source file:(\\S+)#(\\d+)")
                .matcher(details);
        return range.find()
                && line.source().equals("file/" + range.group(3) + "/" + range.group(4))
                && line.first() >= Long.parseLong(range.group(1))
                && line.next() <= Long.parseLong(range.group(2));
    }

    private void send(String message) {
        byte[] bytes = message.getBytes(UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(
                    bytes,
                    bytes.length,
                    InetAddress.getLoopbackAddress(),
                    sandbox.sandbox().settings().syslogPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Entry entry) {
        return entry.value().asText();
    }

    private static String request(Entry entry) {
        return entry.value().path("request").asText();
    }
}
