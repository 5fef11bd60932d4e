package io.nifistreaming.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.system.TopicLog.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The story of whoever relies on logs: tills and a web server write and rotate, NiFi is killed again and again, and the
 * topics hold each line once.
 */
class TailST {
    private static final boolean SOAK = Boolean.getBoolean("soak");
    private static final int KILLS = Integer.getInteger("kills", SOAK ? 50 : 3);
    /** A log is rotated about every half minute. */
    private static final int ROTATIONS = SOAK ? 8 : 1;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final RunningSandbox sandbox = RunningSandbox.get();
    private final String bootstrap = sandbox.sandbox().settings().kafkaBootstrap();
    private final long seed = Long.getLong("seed", System.nanoTime());

    @Test
    void everyLineThatWasWrittenIsInItsTopicOnceAndInOrderThoughNifiIsKilledUnderRotation() {
        System.out.println("TailST: seed " + seed + ", " + KILLS + " kills (repeat with -Dseed=" + seed + ")");
        try (BusyLogs logs = BusyLogs.begin(sandbox, seed);
                Topics topics = new Topics()) {
            growBy(topics.lines, 200);
            growBy(topics.requests, 200);
            killAgainAndAgain(logs, topics.lines, new Random(seed));
            logs.still();
            topics.assertThatAllIsThereAndInOrder(logs);
            assertThat(topics.lines.refresh().stream().map(Entry::source).distinct())
                    .as("files and generations that the lines came from: each till has rotated")
                    .hasSizeGreaterThanOrEqualTo(6);
        }
    }

    @Test
    void whatIsWrittenAndRotatedWhileTheBrokerIsDownIsDeliveredAfterwardsInOrder() {
        try (BusyLogs logs = BusyLogs.begin(sandbox, seed);
                Topics topics = new Topics()) {
            growBy(topics.lines, 1);
            sandbox.sandbox().part("kafka").kill();
            try {
                logs.awaitRotations(ROTATIONS);
            } finally {
                sandbox.sandbox().part("kafka").start();
            }
            growBy(topics.lines, 1);
            logs.still();
            topics.assertThatAllIsThereAndInOrder(logs);
        }
    }

    /** Shortly before a rotation, so that it happens while NiFi is down; shortly after one; and at any time. */
    private void killAgainAndAgain(BusyLogs logs, TopicLog lines, Random random) {
        for (int round = 0; round < KILLS; round++) {
            switch (SOAK ? random.nextInt(8) : round) {
                case 0 -> logs.awaitNearlyRotated();
                case 1 -> logs.awaitJustRotated();
                default -> growBy(lines, 1 + random.nextInt(1_000));
            }
            System.out.println(Instant.now() + " TailST: kill " + (round + 1) + " of " + KILLS + ", "
                    + lines.refresh().size() + " lines so far");
            sandbox.killAndRestart("nifi");
            growBy(lines, 1);
        }
    }

    /** The topics of the logs, and what is refused, from when the story began. */
    private final class Topics implements AutoCloseable {
        private final TopicLog lines = TopicLog.ofText(bootstrap, "pos_logs");
        private final TopicLog requests = new TopicLog(bootstrap, "web_access_logs");
        private final TopicLog letters = TopicLog.ofText(bootstrap, "dead_letters");

        void assertThatAllIsThereAndInOrder(BusyLogs logs) {
            LogAudit.assertThatAllIsThere(logs.lastOfTills(), lines, TailST::text);
            LogAudit.assertThatAllIsThere(logs.lastOfAccess(), requests, TailST::request);
            LogAudit.assertThatEachFileIsInOrder(lines.refresh());
            LogAudit.assertThatEachFileIsInOrder(requests.refresh());
            assertThat(letters.refresh())
                    .as("reports of loss, where nothing was lost")
                    .noneMatch(letter -> letter.source().contains("!loss"));
        }

        @Override
        public void close() {
            lines.close();
            requests.close();
            letters.close();
        }
    }

    private static void growBy(TopicLog topic, int records) {
        int before = topic.refresh().size();
        RunningSandbox.await(
                PATIENCE, "the topic grows by " + records, () -> topic.refresh().size() >= before + records);
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
