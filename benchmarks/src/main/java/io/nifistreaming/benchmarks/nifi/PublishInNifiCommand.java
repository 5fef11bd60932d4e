package io.nifistreaming.benchmarks.nifi;

import io.nifistreaming.benchmarks.publish.Broker;
import io.nifistreaming.benchmarks.publish.Loop;
import io.nifistreaming.benchmarks.report.Contender;
import io.nifistreaming.benchmarks.report.Machine;
import io.nifistreaming.benchmarks.report.Report;
import io.nifistreaming.benchmarks.report.Sample;
import io.nifistreaming.kafka.OriginHeaders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One task of PublishKafkaStream in a real NiFi, beside a plain producer loop on the same broker. */
@Command(
        name = "publish-nifi",
        mixinStandardHelpOptions = true,
        description = "PublishKafkaStream in a real NiFi beside a plain producer loop; needs the NAR to be built.")
public final class PublishInNifiCommand implements Callable<Integer> {
    @Option(names = "--records", defaultValue = "250000", description = "...of a flow file (default: ${DEFAULT-VALUE})")
    private int records;

    @Option(names = "--flow-files", defaultValue = "6", description = "...of a run (default: ${DEFAULT-VALUE})")
    private int flowFiles;

    @Option(names = "--rounds", defaultValue = "5", description = "Runs that count, each (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--warm-up", defaultValue = "2", description = "Runs before that, each (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--compression", split = ",", defaultValue = "none,lz4", description = "Default: ${DEFAULT-VALUE}")
    private List<String> compressions;

    @Option(
            names = "--headers",
            split = ",",
            defaultValue = "NONE,ALL",
            description = "Origin headers (default: ${DEFAULT-VALUE})")
    private List<OriginHeaders> headers;

    @Option(names = "--modes", split = ",", defaultValue = "Raw,Record", description = "Default: ${DEFAULT-VALUE}")
    private List<String> modes;

    @Option(
            names = "--nifi-option",
            description = "A further option for NiFi's JVM, to profile it: -XX:StartFlightRecording=...")
    private List<String> nifiOptions = List.of();

    @Option(names = "--port-base", defaultValue = "28080", description = "Default: ${DEFAULT-VALUE}")
    private int portBase;

    @Option(names = "--work", defaultValue = "benchmarks/target/work", description = "Default: ${DEFAULT-VALUE}")
    private Path work;

    @Option(names = "--reports", defaultValue = "benchmarks/reports", description = "Default: ${DEFAULT-VALUE}")
    private Path reports;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Report report =
                new Report("PublishKafkaStream in NiFi beside a plain producer loop", Machine.now(), Instant.now());
        report.paragraph("One real NiFi 1.16.3, one KRaft broker and the loop, each in a JVM of its own; 1 partition, "
                + "acks=all, idempotent, batch 64 KiB, linger 5 ms; 200-byte JSON records in flow files of " + records
                + ", " + flowFiles + " a run; " + warmUp + " runs each to warm up, then " + rounds
                + " by turns. Ours has one task and transactions; the loop sends records that it has in memory, "
                + "with the same headers as ours. A run "
                + "of ours is timed at the broker, from the first records that it holds to the last. CPU is that of "
                + "the NiFi JVM, or of the loop's.");
        Loop loop = Loop.prepare(work.resolve("publish-nifi"), flowFiles, records);
        try (Broker broker = Broker.start(work.resolve("publish-nifi/broker"), portBase + 10);
                NifiLab lab = NifiLab.start(work.resolve("publish-nifi/nifi"), portBase, nifiOptions)) {
            for (String compression : compressions) {
                String topic = "bench-" + compression;
                broker.createTopic(topic);
                PublishCanvas canvas = new PublishCanvas(lab, broker, topic, compression);
                for (OriginHeaders sent : headers) {
                    Map<String, Callable<Sample>> lanes = new LinkedHashMap<>();
                    addPeers(lanes, broker, loop, compression, sent);
                    addOurs(lanes, canvas, loop, sent);
                    report.table(
                            "Compression: " + compression + "; origin headers: " + sent,
                            "records",
                            measure(broker, topic, compression, lanes));
                }
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Report: " + report.write(reports, "publish-nifi", Machine.now()));
        out.flush();
        return 0;
    }

    private static void addPeers(
            Map<String, Callable<Sample>> lanes, Broker broker, Loop loop, String compression, OriginHeaders sent) {
        String topic = "bench-" + compression;
        lanes.put("plain producer loop", () -> loop.run(broker, topic, compression, sent, null));
        String id = "loop-" + compression + "-" + sent;
        lanes.put("plain producer loop, transactions", () -> loop.run(broker, topic, compression, sent, id));
    }

    private void addOurs(Map<String, Callable<Sample>> lanes, PublishCanvas canvas, Loop loop, OriginHeaders sent)
            throws IOException {
        String option = sent == OriginHeaders.ALL ? "All" : "None";
        for (String mode : modes) {
            PublishCanvas.Line line = canvas.line(mode, option, work.resolve("publish-nifi"));
            lanes.put("PublishKafkaStream, " + mode, () -> line.run(loop.content(), flowFiles, records));
        }
    }

    private List<Contender> measure(
            Broker broker, String topic, String compression, Map<String, Callable<Sample>> lanes) throws Exception {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        PrintWriter out = spec.commandLine().getOut();
        for (int round = 0; round < warmUp + rounds; round++) {
            for (Map.Entry<String, Callable<Sample>> lane : lanes.entrySet()) {
                Sample sample = lane.getValue().call();
                broker.empty(topic);
                out.printf("%s, round %d, %s: %,.0f/s%n", compression, round, lane.getKey(), sample.perSecond());
                out.flush();
                if (round >= warmUp) {
                    samples.computeIfAbsent(lane.getKey(), name -> new ArrayList<>())
                            .add(sample);
                }
            }
        }
        List<Contender> contenders = new ArrayList<>();
        samples.forEach((name, runs) -> contenders.add(new Contender(name, runs)));
        return contenders;
    }
}
