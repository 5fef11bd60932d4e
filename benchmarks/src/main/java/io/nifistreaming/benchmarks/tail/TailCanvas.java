package io.nifistreaming.benchmarks.tail;

import io.nifistreaming.benchmarks.Effort;
import io.nifistreaming.benchmarks.nifi.Canvas;
import io.nifistreaming.benchmarks.nifi.NifiLab;
import io.nifistreaming.benchmarks.report.Sample;
import io.nifistreaming.sandbox.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Processors that tail the log in a real NiFi. */
final class TailCanvas {
    private static final String STOCK = "org.apache.nifi.processors.standard.TailFile";
    private static final String OURS = "io.nifistreaming.nifi.tail.TailLogFiles";
    private static final String SINK = "org.apache.nifi.processors.standard.LogAttribute";
    private static final String PUBLISH = "io.nifistreaming.nifi.kafka.PublishKafkaStream";
    private static final String CONNECTION = "io.nifistreaming.nifi.kafka.KafkaConnection";
    private static final List<String> OTHERS = List.of("oversize", "unparsed", "loss", "quarantine");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final NifiLab lab;
    private final AccessLog log;
    private final Canvas canvas;

    TailCanvas(NifiLab lab, AccessLog log) {
        this.lab = lab;
        this.log = log;
        this.canvas = lab.canvas("tail");
    }

    /** TailFile into a queue that nobody empties: what it has read is then in the content repository. */
    Line stock() {
        return line(canvas.processor(STOCK, Map.of("File to Tail", path()), "0 sec", List.of()));
    }

    /** TailLogFiles into such a queue. */
    Line ours(String flowFileSize) {
        return line(tailLogFiles(path(), flowFileSize, "0 sec"));
    }

    /**
     * TailLogFiles with PublishKafkaStream behind it: one line a record.
     *
     * @param transactions as the property has them, {@code Batch} or {@code None}
     * @param headers what of the origin each record bears, {@code All} or {@code None}
     */
    PublishLine toKafka(String flowFileSize, String transactions, String headers, Inbox inbox, Arrivals arrivals) {
        String connection = canvas.service(
                CONNECTION, Map.of("Bootstrap Servers", arrivals.broker().bootstrap()));
        Map<String, String> properties = Map.of(
                "Kafka Connection",
                connection,
                "Topic Name",
                arrivals.topic(),
                "Transactions",
                transactions,
                "Origin Headers",
                headers,
                "Publish Mode",
                "Raw",
                "Message Demarcator",
                "\n",
                "Compression",
                "lz4",
                "Transactional Id Prefix",
                arrivals.topic());
        String publish = canvas.processor(PUBLISH, properties, "0 sec", List.of("success", "failure"));
        // As by default: it runs all the time, and without a pause it would take a core from the others.
        String tail = tailLogFiles(inbox.pattern(), flowFileSize, "100 ms");
        String queue = canvas.connect(tail, "success", publish);
        return new PublishLine(List.of(tail, publish), queue, inbox, arrivals);
    }

    private String tailLogFiles(String files, String flowFileSize, String period) {
        Map<String, String> properties = Map.of(
                "Files",
                files,
                "Max Flow File Size",
                flowFileSize,
                "Max Lines per Flow File",
                "1000000",
                "Linger",
                "0 ms");
        return canvas.processor(OURS, properties, period, OTHERS);
    }

    private String path() {
        return log.file().toAbsolutePath().normalize().toString();
    }

    private Line line(String processor) {
        String sink = canvas.processor(SINK, Map.of(), "0 sec", List.of("success"));
        return new Line(processor, canvas.connect(processor, "success", sink));
    }

    /** What is deleted during the next run would cost it. NiFi deletes after a checkpoint, every 20 seconds. */
    private void awaitDeletion() {
        if (!Waiting.until(PATIENCE, () -> lab.contentBytes() < log.bytes() / 10)) {
            throw new IllegalStateException("NiFi does not delete contents that nobody needs any more");
        }
    }

    /** One processor with its queue. */
    final class Line {
        private final String processor;
        private final String queue;

        private Line(String processor, String queue) {
            this.processor = processor;
            this.queue = queue;
        }

        /** From the order to start until all of the log is queued. */
        Sample run() throws Exception {
            canvas.awaitValid(processor);
            Sample sample = Effort.of(lab.process(), () -> {
                canvas.start(processor);
                return canvas.awaitBytes(queue, log.bytes());
            });
            canvas.stop(processor);
            long queued = canvas.queuedBytes(queue);
            if (queued != log.bytes()) {
                throw new IllegalStateException("The log has " + log.bytes() + " bytes, and the queue " + queued);
            }
            canvas.empty(queue);
            canvas.clearState(processor);
            awaitDeletion();
            return sample;
        }
    }

    /** TailLogFiles with the processor that publishes; both run all the time. */
    final class PublishLine {
        private final String queue;
        private final Inbox inbox;
        private final Arrivals arrivals;

        private PublishLine(List<String> processors, String queue, Inbox inbox, Arrivals arrivals) {
            this.queue = queue;
            this.inbox = inbox;
            this.arrivals = arrivals;
            processors.forEach(canvas::start);
        }

        Sample run() throws Exception {
            Path[] given = new Path[1];
            Sample sample = arrivals.of(log, lab.process(), () -> given[0] = inbox.give(log));
            if (!Waiting.until(PATIENCE, () -> canvas.queued(queue) == 0)) {
                throw new IllegalStateException("All records are there, but flow files are still queued");
            }
            Files.delete(given[0]);
            awaitDeletion();
            return sample;
        }
    }
}
