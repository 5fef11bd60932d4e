package io.nifistreaming.benchmarks.tail;

import io.nifistreaming.benchmarks.Ground;
import io.nifistreaming.benchmarks.nifi.NifiLab;
import io.nifistreaming.benchmarks.nifi.NifiOptions;
import io.nifistreaming.benchmarks.report.Footprint;
import io.nifistreaming.benchmarks.report.Machine;
import io.nifistreaming.benchmarks.report.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Thousands of logs of which few are written, with TailLogFiles and with stock TailFile. */
@Command(
        name = "tail-many",
        mixinStandardHelpOptions = true,
        description = "TailLogFiles and TailFile with thousands of files; needs the NAR to be built.")
public final class TailManyCommand implements Callable<Integer> {
    @Option(names = "--files", defaultValue = "5000", description = "...to tail (default: ${DEFAULT-VALUE})")
    private int files;

    @Option(
            names = "--busy",
            defaultValue = "50",
            description = "...of them are written to (default: ${DEFAULT-VALUE})")
    private int busy;

    @Option(names = "--new", defaultValue = "15", description = "...appear, one by one (default: ${DEFAULT-VALUE})")
    private int appearing;

    @Option(names = "--quiet-seconds", defaultValue = "30", description = "...of idleness (default: ${DEFAULT-VALUE})")
    private int quietSeconds;

    @Option(names = "--settle-seconds", defaultValue = "65", description = "...before that (default: ${DEFAULT-VALUE})")
    private int settleSeconds;

    @Option(names = "--busy-seconds", defaultValue = "20", description = "...of writing (default: ${DEFAULT-VALUE})")
    private int busySeconds;

    @Option(
            names = "--patience-seconds",
            defaultValue = "90",
            description = "How long what is late is waited for (default: ${DEFAULT-VALUE})")
    private int patienceSeconds;

    @Option(
            names = "--lookup",
            defaultValue = "1 sec",
            description = "TailFile: Lookup frequency (default: ${DEFAULT-VALUE})")
    private String lookup;

    @Option(names = "--only", split = ",", description = "Runs these contenders alone, to profile them")
    private List<String> only = List.of();

    @Mixin
    private Ground ground;

    @Mixin
    private NifiOptions nifi;

    /** Puts a processor on the canvas. */
    private interface Placing {
        ManyLine place(NifiLab lab, ManyLogs logs, Duration patience);
    }

    @Override
    public Integer call() throws Exception {
        Report report = new Report("Tailing thousands of logs", Machine.now(), Instant.now());
        Map<String, Placing> contenders = new LinkedHashMap<>();
        contenders.put("NiFi TailFile", (lab, logs, patience) -> ManyLine.stock(lab, logs, patience, lookup));
        contenders.put(
                "TailLogFiles (Linger 0 ms)", (lab, logs, patience) -> ManyLine.ours(lab, logs, patience, "0 ms"));
        contenders.put("TailLogFiles", (lab, logs, patience) -> ManyLine.ours(lab, logs, patience, "500 ms"));
        contenders.keySet().removeIf(name -> !only.isEmpty() && !only.contains(name));
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<String, Placing> contender : contenders.entrySet()) {
            rows.add(row(contender.getKey(), contender.getValue()));
        }
        report.paragraph(method());
        report.table(
                String.format(Locale.ROOT, "%,d files, of which %d are busy", files, busy),
                List.of(
                        "Case",
                        "first look at all, s",
                        "CPU when quiet",
                        "new file, s (median)",
                        "slowest",
                        "CPU when busy",
                        "last line late by, s",
                        "live heap, MB",
                        "resident, MB",
                        "open files"),
                rows);
        ground.write(report);
        return 0;
    }

    private String method() {
        return String.format(
                Locale.ROOT,
                "Each in a NiFi 1.16.3 of its own that does nothing else, as it is scheduled by default; TailFile's "
                        + "Lookup frequency is %s (its default is 10 minutes). TailLogFiles lets lines linger for "
                        + "500 ms by default, so that they become fewer flow files; TailFile does not. Quiet "
                        + "means that nothing has been written for %d s; busy, that %d files get 100 lines a second "
                        + "each, for %d s. A new file is found when its lines are queued (%d of them, one by one). CPU "
                        + "is a share of one core beyond what the same NiFi takes with the processor stopped; live "
                        + "heap and open files are beyond that, too. — stands for what had not happened after %d s.",
                lookup,
                settleSeconds,
                busy,
                busySeconds,
                appearing,
                patienceSeconds);
    }

    private List<String> row(String name, Placing placing) throws Exception {
        Path folder = Emptied.folder(ground.work("tail-many").resolve(name.replaceAll("\\W+", "-")));
        ManyLogs logs = ManyLogs.create(folder.resolve("logs"), files);
        try (NifiLab lab = NifiLab.start(folder.resolve("nifi"), ground.portBase(), nifi.all())) {
            ManyLine line = placing.place(lab, logs, Duration.ofSeconds(patienceSeconds));
            tell(name, "NiFi alone");
            Footprint alone = line.footprint();
            double nothing = line.cpu(Duration.ofSeconds(quietSeconds));
            tell(name, "first look");
            double first = line.start();
            tell(name, "quiet");
            LockSupport.parkNanos(Duration.ofSeconds(settleSeconds).toNanos());
            double quiet = line.cpu(Duration.ofSeconds(quietSeconds));
            Footprint tailing = line.footprint();
            tell(name, "new files");
            List<Double> found = line.discover(appearing);
            tell(name, "busy");
            ManyLine.Busy written = line.busy(busy, Duration.ofSeconds(busySeconds));
            Collections.sort(found);
            return List.of(
                    name,
                    seconds(first),
                    share(quiet - nothing),
                    seconds(found.get(found.size() / 2)),
                    seconds(found.get(found.size() - 1)),
                    share(written.cpu() - nothing),
                    seconds(written.lateSeconds()),
                    String.format(Locale.ROOT, "%.1f", (tailing.liveBytes() - alone.liveBytes()) / 1e6),
                    String.format(Locale.ROOT, "%.0f", tailing.residentBytes() / 1e6),
                    String.valueOf(tailing.descriptors() - alone.descriptors()));
        }
    }

    private void tell(String name, String stage) {
        PrintWriter out = ground.out();
        out.println(name + ": " + stage);
        out.flush();
    }

    private static String seconds(double value) {
        return Double.isInfinite(value) ? "—" : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String share(double cpu) {
        return String.format(Locale.ROOT, "%.1f %%", cpu * 100);
    }
}
