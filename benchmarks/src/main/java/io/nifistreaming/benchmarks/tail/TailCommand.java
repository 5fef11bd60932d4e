package io.nifistreaming.benchmarks.tail;

import io.nifistreaming.benchmarks.CommonOptions;
import io.nifistreaming.benchmarks.Rounds;
import io.nifistreaming.benchmarks.nifi.NifiOptions;
import io.nifistreaming.benchmarks.report.Machine;
import io.nifistreaming.benchmarks.report.Report;
import io.nifistreaming.benchmarks.report.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** TailLogFiles beside stock TailFile, in the same real NiFi, and beside a plain copy of the same log. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = "TailLogFiles beside TailFile in a real NiFi; needs the NAR to be built.")
public final class TailCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions(3, 1);

    @Option(names = "--megabytes", defaultValue = "1000", description = "...of the log (default: ${DEFAULT-VALUE})")
    private int megabytes;

    @Option(names = "--seed", defaultValue = "1", description = "...of the log (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--flow-file",
            defaultValue = "16 MB",
            description = "TailLogFiles: Max Flow File Size (default: ${DEFAULT-VALUE})")
    private String flowFile;

    @Option(names = "--biased-locking", description = "Also TailFile in a NiFi with -XX:+UseBiasedLocking")
    private boolean biasedLocking;

    @Option(
            names = "--flume",
            description = "Also Flume's TAILDIR, with memory and with file channel, to its null sink")
    private boolean flume;

    @Option(
            names = "--file-channel-megabytes",
            defaultValue = "100",
            description = "...of the log for the file channel, which is slow (default: ${DEFAULT-VALUE})")
    private int fileChannelMegabytes;

    @Option(names = "--kafka", description = "Also on to Kafka: PublishKafkaStream beside Flume's Kafka sink")
    private boolean kafka;

    @Option(names = "--only", split = ",", description = "Runs these contenders alone, to profile them")
    private List<String> only = List.of();

    @Mixin
    private NifiOptions nifi;

    @Override
    public Integer call() throws Exception {
        Report report = new Report("Tailing an access log", Machine.now(), Instant.now());
        Path folder = common.work("tail");
        AccessLog log = AccessLog.prepare(folder, megabytes * 1_000_000L, seed);
        report.paragraph(String.format(
                Locale.ROOT,
                "%,d bytes in %,d lines, tailed to the end by turns in one run; %d runs each to warm up, then %d. NiFi "
                        + "is a real 1.16.3; TailLogFiles makes flow files of %s. CPU is that of the JVM that tails, "
                        + "all of it.",
                log.bytes(),
                log.lines(),
                common.warmUp(),
                common.rounds(),
                flowFile));
        double line = (double) log.bytes() / log.lines();
        Rounds turns = new Rounds(common.warmUp(), common.rounds(), TailCommand::settle, common.out());
        try (TailLanes lanes = new TailLanes(folder, common.portBase(), log, nifi.all())) {
            report.throughput("Tailing alone", line, turns.run(chosen(alone(lanes, folder))));
            if (kafka) {
                report.throughput("On to Kafka, one line a record", line, turns.run(chosen(lanes.kafka(flowFile))));
            }
        }
        common.write(report);
        return 0;
    }

    private Map<String, Callable<Sample>> alone(TailLanes lanes, Path folder) throws IOException {
        Map<String, Callable<Sample>> alone = new LinkedHashMap<>(lanes.copy());
        alone.putAll(lanes.nifi(flowFile));
        if (biasedLocking) {
            alone.putAll(lanes.biasedLocking());
        }
        if (flume) {
            AccessLog shorter = AccessLog.prepare(folder, fileChannelMegabytes * 1_000_000L, seed);
            alone.putAll(lanes.flume(shorter));
        }
        return alone;
    }

    private Map<String, Callable<Sample>> chosen(Map<String, Callable<Sample>> lanes) {
        Map<String, Callable<Sample>> chosen = new LinkedHashMap<>(lanes);
        chosen.keySet().removeIf(name -> !only.isEmpty() && !only.contains(name));
        return chosen;
    }

    /** Lets the disk catch up with what the last run wrote. */
    private static void settle() throws IOException, InterruptedException {
        new ProcessBuilder("sync").start().waitFor();
    }
}
