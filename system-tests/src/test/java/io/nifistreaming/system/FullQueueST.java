package io.nifistreaming.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.system.TopicLog.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The story of an operator whose queue is full while logs are rotated, and deleted. */
class FullQueueST {
    private static final Path OPEN_FILES = Path.of("/proc");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int GENERATIONS = 5;
    private static final int LINES = 200;

    private final RunningSandbox sandbox = RunningSandbox.get();

    @Test
    void whatIsDeletedWhileTheQueueIsFullIsDeliveredOnceItIsNot() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(OPEN_FILES), "Only Linux tells which files a process holds open");
        Path folder =
                Files.createDirectories(sandbox.sandbox().settings().logs().resolve("full"));
        Path log = folder.resolve("pos-94.log");
        String run = "pos-94 run=" + System.currentTimeMillis();

        try (FlowCopy flow = FlowCopy.of(sandbox, "pos-logs", "full-queue");
                TopicLog topic = TopicLog.ofText(sandbox.sandbox().settings().kafkaBootstrap(), "pos_logs");
                TopicLog letters = TopicLog.ofText(sandbox.sandbox().settings().kafkaBootstrap(), "dead_letters")) {
            flow.set("Tail POS logs", Map.of("Files", folder + "/*.log", "Linger", "0 ms"));
            flow.set("Publish lines", Map.of("Transactional Id Prefix", "full-queue"));
            flow.limitQueueBehind("Tail POS logs", 1);
            flow.upload();
            flow.startOnly("Tail POS logs");
            List<String> written = new ArrayList<>();
            for (int generation = 0; generation < GENERATIONS; generation++) {
                written.addAll(replace(log, run, written.size()));
                awaitHeldOpen(log, generation);
            }
            assertThat(flow.queued()).as("flow files of what was read before").isBetween(1L, GENERATIONS - 1L);
            Files.delete(log);

            flow.start();
            RunningSandbox.await(
                    PATIENCE,
                    "all " + written.size() + " lines of " + run,
                    () -> linesOf(topic, run).size() >= written.size());

            assertThat(linesOf(topic, run)).isEqualTo(written);
            assertThat(letters.refresh())
                    .as("reports of loss, where nothing was lost")
                    .noneMatch(letter -> letter.value().asText().contains(folder.toString()));
        }
    }

    /** Another file under the name; the one before it is deleted by that. */
    private static List<String> replace(Path log, String run, int before) throws IOException {
        List<String> lines = IntStream.rangeClosed(before + 1, before + LINES)
                .mapToObj(number -> "INFO " + run + " seq=" + number)
                .toList();
        Path fresh = Files.write(log.resolveSibling(".fresh"), lines);
        Files.move(fresh, log, StandardCopyOption.ATOMIC_MOVE);
        return lines;
    }

    private void awaitHeldOpen(Path log, int deleted) {
        RunningSandbox.await(
                PATIENCE,
                "NiFi holds " + log + " open, and what was deleted of it",
                () -> openAs(log.toString()) == 1 && (deleted == 0 || openAs(log + " (deleted)") >= deleted - 1));
    }

    private long openAs(String name) {
        long pid = sandbox.sandbox().part("nifi").process().orElseThrow().pid();
        try (Stream<Path> descriptors = Files.list(OPEN_FILES.resolve(pid + "").resolve("fd"))) {
            return descriptors
                    .filter(descriptor -> name.equals(target(descriptor)))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    private static List<String> linesOf(TopicLog topic, String run) {
        return topic.refresh().stream()
                .map(Entry::value)
                .map(value -> value.asText())
                .filter(text -> text.contains(run))
                .toList();
    }
}
