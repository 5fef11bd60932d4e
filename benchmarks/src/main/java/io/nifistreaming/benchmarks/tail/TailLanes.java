package io.nifistreaming.benchmarks.tail;

import io.nifistreaming.benchmarks.nifi.NifiLab;
import io.nifistreaming.benchmarks.publish.Broker;
import io.nifistreaming.benchmarks.report.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The contenders by name; what they run in is started with them, and stopped in the end. */
final class TailLanes implements AutoCloseable {
    private final Path folder;
    private final int portBase;
    private final AccessLog log;
    private final List<String> nifiOptions;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private TailCanvas canvas;

    TailLanes(Path folder, int portBase, AccessLog log, List<String> nifiOptions) {
        this.folder = folder;
        this.portBase = portBase;
        this.log = log;
        this.nifiOptions = List.copyOf(nifiOptions);
    }

    Map<String, Callable<Sample>> copy() {
        return Map.of("plain copy", new PlainCopy(log, folder.resolve("copy.log"))::run);
    }

    /** Both processors in the same NiFi. */
    Map<String, Callable<Sample>> nifi(String flowFileSize) throws IOException {
        Map<String, Callable<Sample>> lanes = new LinkedHashMap<>();
        lanes.put("NiFi TailFile", canvas().stock()::run);
        lanes.put("TailLogFiles", canvas().ours(flowFileSize)::run);
        return lanes;
    }

    /** What those see who still run Java 8 or 11, where this is the default. */
    Map<String, Callable<Sample>> biasedLocking() throws IOException {
        List<String> option = List.of("-XX:+UseBiasedLocking");
        NifiLab biased = nifi("nifi-biased", portBase + 20, option);
        return Map.of("NiFi TailFile with -XX:+UseBiasedLocking", new TailCanvas(biased, log).stock()::run);
    }

    /** @param shorter for the file channel */
    Map<String, Callable<Sample>> flume(AccessLog shorter) throws IOException {
        FlumeLab memory = flume(FlumeSettings.memoryToNull(), 30);
        FlumeLab file = flume(FlumeSettings.fileToNull(home("file")), 31);
        Map<String, Callable<Sample>> lanes = new LinkedHashMap<>();
        lanes.put("Flume TAILDIR → memory channel → null sink", () -> memory.run(log));
        lanes.put("Flume TAILDIR → file channel → null sink", () -> file.run(shorter));
        return lanes;
    }

    Map<String, Callable<Sample>> kafka(String flowFileSize) throws Exception {
        Broker broker = closing(Broker.start(folder.resolve("broker"), portBase + 10));
        Arrivals ofFlume = arrivals(broker, "flume");
        FlumeLab flume = flume(FlumeSettings.memoryToKafka(broker.bootstrap(), ofFlume.topic()), 32);
        Map<String, Callable<Sample>> lanes = new LinkedHashMap<>();
        lanes.put("Flume TAILDIR → memory channel → Kafka sink", () -> flume.run(log, ofFlume));
        lanes.put(
                "TailLogFiles → PublishKafkaStream (no transactions)",
                toKafka(flowFileSize, "None", "None", arrivals(broker, "loose"))::run);
        lanes.put(
                "TailLogFiles → PublishKafkaStream (transactions)",
                toKafka(flowFileSize, "Batch", "None", arrivals(broker, "plain"))::run);
        lanes.put(
                "TailLogFiles → PublishKafkaStream (transactions; origin headers)",
                toKafka(flowFileSize, "Batch", "All", arrivals(broker, "headers"))::run);
        return lanes;
    }

    private TailCanvas.PublishLine toKafka(String flowFileSize, String transactions, String headers, Arrivals arrivals)
            throws IOException {
        Inbox inbox = new Inbox(Emptied.folder(folder.resolve("inbox-" + arrivals.topic())));
        return canvas().toKafka(flowFileSize, transactions, headers, inbox, arrivals);
    }

    private static Arrivals arrivals(Broker broker, String name) throws Exception {
        String topic = "bench-tail-" + name;
        broker.createTopic(topic);
        return new Arrivals(broker, topic);
    }

    private TailCanvas canvas() throws IOException {
        if (canvas == null) {
            canvas = new TailCanvas(nifi("nifi", portBase, nifiOptions), log);
        }
        return canvas;
    }

    /** Without the flow of an earlier run, whose processors would run on. */
    private NifiLab nifi(String name, int port, List<String> options) throws IOException {
        return closing(NifiLab.start(Emptied.folder(folder.resolve(name)), port, options));
    }

    private FlumeLab flume(FlumeSettings settings, int port) throws IOException {
        List<Path> jars = FlumeLab.jars(folder.resolve("flume-layout"));
        return closing(FlumeLab.start(settings, home(settings.name()), jars, portBase + port));
    }

    private Path home(String agent) {
        return folder.resolve("flume-" + agent).toAbsolutePath();
    }

    private <T extends AutoCloseable> T closing(T part) {
        started.push(part);
        return part;
    }

    @Override
    public void close() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}
