package io.nifistreaming.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.system.TopicLog.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The story of somebody who comes from Flume, and does what the page says. */
class FlumeST {
    private static final Path PAGE = Path.of("..", "docs", "moving-from-flume.md");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String KEY = "00112233445566778899aabbccddeeff";

    private final RunningSandbox sandbox = RunningSandbox.get();
    private final String bootstrap = sandbox.sandbox().settings().kafkaBootstrap();

    @Test
    void theAgentOfThePageDeliversASpooledFileAndRenamesIt() throws IOException {
        Path spool = Files.createDirectories(sandbox.sandbox().settings().logs().resolve("spool"));
        Map<String, String> tail = table("TailLogFiles");
        assertThat(tail.put("Files", spool + "/*.log")).isEqualTo("/var/log/pos_app/*.log");
        Map<String, String> publish = table("PublishKafkaStream");
        assertThat(publish.remove("Kafka Connection")).contains("Bootstrap Servers");
        assertThat(publish.put("Message Demarcator", "\n")).startsWith("a line feed");
        publish.put("Transactional Id Prefix", "from-flume");
        List<String> lines = lines(91);

        try (FlowCopy flow = FlowCopy.of(sandbox, "pos-logs", "from-flume");
                TopicLog topic = TopicLog.ofText(bootstrap, "pos_logs")) {
            flow.set("Tail POS logs", tail);
            flow.set("Publish lines", publish);
            flow.upload();
            flow.start();
            drop(spool, "pos-91.log", lines);

            List<Entry> found = await(topic, "pos-91 ", lines.size());
            assertThat(found).extracting(entry -> entry.value().asText()).isEqualTo(lines);
            assertThat(found).allSatisfy(entry -> {
                assertThat(entry.key()).isEqualTo(spool.resolve("pos-91.log").toString());
                assertThat(entry.headers())
                        .containsEntry("tail.file", spool.resolve("pos-91.log").toString())
                        .containsKeys("stream.origin.time", "stream.origin.host");
            });
            RunningSandbox.await(
                    PATIENCE,
                    "the delivered file is renamed",
                    () -> Files.exists(spool.resolve("pos-91.log.COMPLETED"))
                            && Files.notExists(spool.resolve("pos-91.log")));
        }
    }

    /** As the documentation of TailLogFiles promises it, in place of the encryption of Flume's file channel. */
    @Test
    void whatWasEncryptedOnItsWayIsDecryptedByNifisOwnProcessor() throws IOException {
        Path folder =
                Files.createDirectories(sandbox.sandbox().settings().logs().resolve("secret"));
        List<String> lines = lines(92);

        try (FlowCopy flow = FlowCopy.of(sandbox, "pos-logs", "encrypted");
                TopicLog topic = TopicLog.ofText(bootstrap, "pos_logs")) {
            flow.set("Tail POS logs", Map.of("Files", folder + "/*.log"));
            flow.set("Publish lines", Map.of("Transactional Id Prefix", "encrypted"));
            flow.insertBehind(
                    "Tail POS logs",
                    "org.apache.nifi.processors.standard.EncryptContent",
                    Map.of(
                            "Mode", "Decrypt",
                            "key-derivation-function", "NONE",
                            "Encryption Algorithm", "AES_GCM"));
            flow.upload();
            flow.setOnCanvas("Tail POS logs", Map.of("Encryption Key", KEY));
            flow.setOnCanvas("Inserted", Map.of("raw-key-hex", KEY));
            flow.start();
            drop(folder, "pos-92.log", lines);

            List<Entry> found = await(topic, "pos-92 ", lines.size());
            assertThat(found).extracting(entry -> entry.value().asText()).isEqualTo(lines);
            assertThat(found)
                    .as("the origin fits the content again, so the lines are known by their place in the file")
                    .allSatisfy(entry -> assertThat(entry.source()).startsWith("file/"));
        }
    }

    /** Complete when it appears, as a spool wants it. */
    private static void drop(Path folder, String name, List<String> lines) throws IOException {
        Path hidden = Files.write(folder.resolve("." + name + ".tmp"), lines);
        Files.move(hidden, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Numbered as those of the tills are, so that whoever audits the topic knows them. */
    private static List<String> lines(int till) {
        long run = System.currentTimeMillis();
        return IntStream.rangeClosed(1, 500)
                .mapToObj(number -> "INFO pos-" + till + " run=" + run + " seq=" + number + " Käse 12.90 €")
                .toList();
    }

    private static List<Entry> await(TopicLog topic, String mark, int count) {
        RunningSandbox.await(
                PATIENCE, count + " lines of " + mark, () -> of(topic, mark).size() >= count);
        return of(topic, mark);
    }

    private static List<Entry> of(TopicLog topic, String mark) {
        return topic.refresh().stream()
                .filter(entry -> entry.value().asText().contains(mark))
                .toList();
    }

    /** The properties in the page's table for the processor, in the page's own words. */
    private static Map<String, String> table(String processor) throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        int head = page.indexOf("| " + processor + " | |");
        assertThat(head).as("the table of %s in %s", processor, PAGE).isNotNegative();
        Map<String, String> table = new LinkedHashMap<>();
        for (String row : page.subList(head + 2, page.size())) {
            if (!row.startsWith("|")) {
                break;
            }
            String[] cells = row.split("(?<!\\\\)\\|", -1);
            String value = cells[2].strip().replace("\\|", "|");
            boolean quoted = value.matches("`[^`]*`");
            table.put(cells[1].strip(), quoted ? value.substring(1, value.length() - 1) : value);
        }
        return table;
    }
}
