package io.nifistreaming.benchmarks.nifi;

import io.nifistreaming.benchmarks.CommonOptions;
import io.nifistreaming.benchmarks.publish.Broker;
import io.nifistreaming.benchmarks.publish.LoadOptions;
import io.nifistreaming.benchmarks.publish.Loop;
import io.nifistreaming.benchmarks.report.Contender;
import io.nifistreaming.benchmarks.report.Machine;
import io.nifistreaming.benchmarks.report.Report;
import io.nifistreaming.benchmarks.report.Sample;
import io.nifistreaming.kafka.OriginHeaders;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One task of PublishKafkaStream in a real NiFi, beside a plain producer loop on the same broker. */
@Command(
        name = "publish-nifi",
        mixinStandardHelpOptions = true,
        description = "PublishKafkaStream in a real NiFi beside a plain producer loop; needs the NAR to be built.")
public final class PublishInNifiCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions(5, 2);

    @Mixin
    private LoadOptions load = new LoadOptions(250_000, 6);

    @Option(
            names = "--headers",
            split = ",",
            defaultValue = "NONE,ALL",
            description = "Origin headers (default: ${DEFAULT-VALUE})")
    private List<OriginHeaders> headers;

    @Option(names = "--modes", split = ",", defaultValue = "Raw,Record", description = "Default: ${DEFAULT-VALUE}")
    private List<String> modes;

    @Mixin
    private NifiOptions nifi;

    @Override
    public Integer call() throws Exception {
        Report report =
                new Report("PublishKafkaStream in NiFi beside a plain producer loop", Machine.now(), Instant.now());
        report.paragraph("One real NiFi 1.16.3, one KRaft broker and the loop, each in a JVM of its own; 1 partition, "
                + "acks=all, idempotent, batch 64 KiB, linger 5 ms; 200-byte JSON records in flow files of "
                + load.records() + ", " + load.flowFiles() + " a run; " + common.warmUp()
                + " runs each to warm up, then " + common.rounds()
                + " by turns. Ours has one task, and one transaction a run; the loop sends records that it has in "
                + "memory, with the same headers as ours, and flushes, or commits, once a run. A run "
                + "of ours is timed at the broker, from the first records that it holds to the last. CPU is that of "
                + "the NiFi JVM, or of the loop's. " + nifi.told());
        Loop loop = Loop.prepare(common.work("publish-nifi"), load.flowFiles(), load.records());
        try (Broker broker = Broker.start(common.work("publish-nifi/broker"), common.portBase() + 10);
                NifiLab lab = NifiLab.start(common.work("publish-nifi/nifi"), common.portBase(), nifi.all())) {
            for (String compression : load.compressions()) {
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
        common.write(report);
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
            PublishCanvas.Line line = canvas.line(mode, option, common.work("publish-nifi"));
            lanes.put("PublishKafkaStream, " + mode, () -> line.run(loop.content(), load.flowFiles(), load.records()));
        }
    }

    private List<Contender> measure(
            Broker broker, String topic, String compression, Map<String, Callable<Sample>> lanes) throws Exception {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        PrintWriter out = common.out();
        for (int round = 0; round < common.warmUp() + common.rounds(); round++) {
            for (Map.Entry<String, Callable<Sample>> lane : lanes.entrySet()) {
                Sample sample = lane.getValue().call();
                broker.empty(topic);
                out.printf("%s, round %d, %s: %,.0f/s%n", compression, round, lane.getKey(), sample.perSecond());
                out.flush();
                if (round >= common.warmUp()) {
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
