package io.nifistreaming.benchmarks.publish;

import io.nifistreaming.benchmarks.CommonOptions;
import io.nifistreaming.benchmarks.Effort;
import io.nifistreaming.benchmarks.report.Contender;
import io.nifistreaming.benchmarks.report.Machine;
import io.nifistreaming.benchmarks.report.Report;
import io.nifistreaming.benchmarks.report.Sample;
import io.nifistreaming.kafka.KafkaClients;
import io.nifistreaming.kafka.OriginHeaders;
import io.nifistreaming.kafka.OriginPublisher;
import io.nifistreaming.kafka.PublisherPlan;
import io.nifistreaming.nifi.kafka.AdapterCursors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishing as PublishKafkaStream does it, beside a plain producer loop, in one JVM and by turns. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = "PublishKafkaStream's cursors and publisher beside a plain producer loop on the same broker.")
public final class PublishCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions(5, 2);

    @Mixin
    private LoadOptions load = new LoadOptions(250_000, 4);

    @Option(names = "--record-bytes", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}")
    private int recordBytes;

    @Option(names = "--only", description = "Only lanes whose name contains this (to profile one of them)")
    private String only;

    @Override
    public Integer call() throws Exception {
        Machine before = Machine.now();
        Report report = new Report("Publishing beside a plain producer loop", before, Instant.now());
        report.paragraph("One KRaft broker in a JVM of its own, 1 partition, acks=all, idempotent, batch 64 KiB, "
                + "linger 5 ms; " + recordBytes + "-byte JSON records, " + load.records() * load.flowFiles()
                + " a run in " + load.flowFiles() + " flow files; " + common.warmUp()
                + " runs each to warm up, then " + common.rounds() + " by turns. The loop sends records that it "
                + "has in memory, with the same headers as ours; ours reads flow files from disk, cuts and checks "
                + "them, and commits each with its progress in a transaction. CPU is that of this JVM, "
                + "with the client's I/O thread.");
        Workload workload = Workload.make(common.work("publish"), load.flowFiles(), load.records(), recordBytes);
        try (Broker broker = Broker.start(common.work("publish/broker"), common.portBase())) {
            for (String compression : load.compressions()) {
                broker.createTopic("bench-" + compression);
                for (OriginHeaders headers : List.of(OriginHeaders.NONE, OriginHeaders.ALL)) {
                    report.table(
                            "Compression: " + compression + "; origin headers: " + headers,
                            "records",
                            measure(workload, broker, compression, headers));
                }
            }
        }
        common.write(report);
        return 0;
    }

    private List<Contender> measure(Workload workload, Broker broker, String compression, OriginHeaders headers)
            throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrap(),
                "compression.type",
                compression,
                "batch.size",
                65_536,
                "linger.ms",
                5);
        List<Lane> lanes = lanes(workload, settings, headers);
        String topic = "bench-" + compression;
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        try {
            for (int round = 0; round < common.warmUp() + common.rounds(); round++) {
                for (Lane lane : lanes) {
                    Sample sample = run(lane, broker, topic);
                    common.out()
                            .printf("%s, round %d, %s: %,.0f/s%n", compression, round, lane.name(), sample.perSecond())
                            .flush();
                    if (round >= common.warmUp()) {
                        samples.computeIfAbsent(lane.name(), name -> new ArrayList<>())
                                .add(sample);
                    }
                }
            }
        } finally {
            lanes.forEach(Lane::close);
        }
        List<Contender> contenders = new ArrayList<>();
        samples.forEach((name, runs) -> contenders.add(new Contender(name, runs)));
        return contenders;
    }

    private Sample run(Lane lane, Broker broker, String topic) throws Exception {
        long begin = broker.end(topic);
        System.gc();
        Sample sample = Effort.of(ProcessHandle.current(), () -> lane.run(topic));
        long written = broker.end(topic) - begin;
        if (sample.units() != (long) load.flowFiles() * load.records() || written < sample.units()) {
            throw new IllegalStateException(lane.name() + " sent " + sample.units() + " records, and the topic holds "
                    + written + ", of " + load.flowFiles() * load.records());
        }
        broker.empty(topic);
        return sample;
    }

    private List<Lane> lanes(Workload workload, Map<String, Object> settings, OriginHeaders headers) {
        List<Lane> lanes = new ArrayList<>();
        lanes.add(new PlainLoop(workload, settings, headers, null, 1));
        lanes.add(new PlainLoop(workload, settings, headers, "bench-loop-" + headers, 1));
        lanes.add(new OriginLane("ours raw", workload, publisher("raw", headers, settings), AdapterCursors::lines));
        lanes.add(new OriginLane(
                "ours record, key /sku",
                workload,
                publisher("record", headers, settings),
                content -> AdapterCursors.json(content, "/sku")));
        lanes.stream()
                .filter(lane -> only != null && !lane.name().contains(only))
                .forEach(Lane::close);
        return lanes.stream()
                .filter(lane -> only == null || lane.name().contains(only))
                .toList();
    }

    private static OriginPublisher publisher(String mode, OriginHeaders headers, Map<String, Object> settings) {
        PublisherPlan plan = PublisherPlan.transactional("bench-" + mode + "-" + headers, "node")
                .withOriginHeaders(headers);
        return OriginPublisher.open(plan, new KafkaClients(settings));
    }
}
