package io.nifistreaming.benchmarks.nifi;

import io.nifistreaming.benchmarks.Effort;
import io.nifistreaming.benchmarks.publish.Broker;
import io.nifistreaming.benchmarks.report.Sample;
import io.nifistreaming.sandbox.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Lines of GetFile → PublishKafkaStream on a canvas: the first fills the queue, then the second is timed alone. */
final class PublishCanvas {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long PAUSE_NANOS = 10_000_000;

    private final NifiLab lab;
    private final Broker broker;
    private final String topic;
    private final String compression;
    private final Canvas canvas;
    private final String connection;

    PublishCanvas(NifiLab lab, Broker broker, String topic, String compression) {
        this.lab = lab;
        this.broker = broker;
        this.topic = topic;
        this.compression = compression;
        this.canvas = lab.canvas("publish " + compression);
        this.connection = canvas.service(
                "io.nifistreaming.nifi.kafka.KafkaConnection", Map.of("Bootstrap Servers", broker.bootstrap()));
    }

    /** @param mode {@code Raw} or {@code Record} */
    Line line(String mode, String headers, Path folder) throws IOException {
        Path input = folder.resolve("input-" + compression + "-" + mode + "-" + headers)
                .toAbsolutePath();
        Files.createDirectories(input);
        String get = canvas.processor(
                "org.apache.nifi.processors.standard.GetFile",
                Map.of("Input Directory", input.toString(), "Polling Interval", "0 sec"),
                "0 sec",
                List.of());
        Map<String, String> properties = new HashMap<>();
        properties.put("Kafka Connection", connection);
        properties.put("Topic Name", topic);
        properties.put("Publish Mode", mode);
        properties.put("Origin Headers", headers);
        properties.put("Compression", compression);
        // A run is one transaction, as the loop's is.
        properties.put("Max Bytes per Transaction", "1 GB");
        properties.put("Transactional Id Prefix", "bench-" + compression + "-" + mode + "-" + headers);
        if (mode.equals("Record")) {
            properties.put("Message Key Field", "/sku");
        } else {
            properties.put("Message Demarcator", "\n");
        }
        String publish = canvas.processor(
                "io.nifistreaming.nifi.kafka.PublishKafkaStream", properties, "0 sec", List.of("success", "failure"));
        return new Line(input, get, canvas.connect(get, "success", publish), publish);
    }

    /** One pair of processors. */
    final class Line {
        private final Path input;
        private final String get;
        private final String queue;
        private final String publish;

        private Line(Path input, String get, String queue, String publish) {
            this.input = input;
            this.get = get;
            this.queue = queue;
            this.publish = publish;
        }

        Sample run(Path content, int flowFiles, int recordsEach) throws Exception {
            fill(content, flowFiles);
            long begin = broker.end(topic);
            long end = begin + (long) flowFiles * recordsEach;
            canvas.start(publish);
            long first = awaitOffset(begin + 1);
            Sample sample = Effort.of(lab.process(), () -> awaitOffset(end) - first);
            canvas.stop(publish);
            if (canvas.queued(queue) != 0) {
                throw new IllegalStateException("All records are there, but flow files are still queued");
            }
            // More than the records are only the marks that end transactions.
            return new Sample(end - first, sample.seconds(), sample.cpuSeconds());
        }

        private void fill(Path content, int flowFiles) throws IOException {
            canvas.start(get);
            for (int number = 0; number < flowFiles; number++) {
                Path hidden = input.resolve(".part-" + number);
                Files.copy(content, hidden);
                Files.move(hidden, input.resolve("flow-" + number + ".ndjson"));
            }
            if (!Waiting.until(PATIENCE, () -> canvas.queued(queue) == flowFiles)) {
                throw new IllegalStateException("GetFile did not take the files in " + input);
            }
            canvas.stop(get);
        }

        private long awaitOffset(long wanted) throws Exception {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            long at = broker.end(topic);
            while (at < wanted) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("The topic ends at " + at + " and never reached " + wanted);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
                at = broker.end(topic);
            }
            return at;
        }
    }
}
