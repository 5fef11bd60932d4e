package io.nifistreaming.benchmarks.nifi;

import io.nifistreaming.benchmarks.CommonOptions;
import io.nifistreaming.benchmarks.Effort;
import io.nifistreaming.benchmarks.Rounds;
import io.nifistreaming.benchmarks.report.Contender;
import io.nifistreaming.benchmarks.report.Machine;
import io.nifistreaming.benchmarks.report.Report;
import io.nifistreaming.benchmarks.report.Sample;
import io.nifistreaming.sandbox.Waiting;
import io.nifistreaming.shop.Counters;
import io.nifistreaming.shop.Failure;
import io.nifistreaming.shop.FailureMode;
import io.nifistreaming.shop.ShopOptions;
import io.nifistreaming.shop.ShopServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One task of PollCompetitorPrices beside one of InvokeHTTP, in the same NiFi, at a server that takes its time. */
@Command(
        name = "poll",
        mixinStandardHelpOptions = true,
        description = "PollCompetitorPrices beside stock InvokeHTTP in a real NiFi; needs the NAR to be built.")
public final class PollCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions(3, 1);

    private static final String INVOKE = "org.apache.nifi.processors.standard.InvokeHTTP";
    private static final String POLL = "io.nifistreaming.nifi.poll.PollCompetitorPrices";

    @Option(names = "--latency-ms", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}")
    private int latencyMillis;

    @Option(names = "--seconds", defaultValue = "15", description = "Length of a run (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--in-flight",
            defaultValue = "512",
            description = "Ours: open requests (default: ${DEFAULT-VALUE})")
    private int inFlight;

    @Override
    public Integer call() throws Exception {
        Report report = new Report("Polling beside InvokeHTTP", Machine.now(), Instant.now());
        report.paragraph("One real NiFi 1.16.3, one task each, by turns; " + common.warmUp()
                + " runs each to warm up, then " + common.rounds() + " of " + seconds
                + " s. The server answers each request after " + latencyMillis + " ms with 1.8 KB of JSON and counts "
                + "what it has answered. InvokeHTTP only stores the answers; ours also reads the prices and compares "
                + "them with the last ones (and has nothing to emit, since none moves). In the last row the server "
                + "sends ETags, and answers 304. CPU is that of the NiFi JVM, all of it.");
        try (ShopServer whole = shop(ShopOptions.defaults().calm().withoutValidators());
                ShopServer conditional = shop(ShopOptions.defaults().calm());
                NifiLab lab = NifiLab.start(common.work("poll/nifi"), common.portBase())) {
            double idle = idle(lab);
            report.table("Requests", "requests", measure(lab, whole, conditional));
            report.paragraph(
                    String.format(Locale.ROOT, "Idle, the NiFi JVM takes %.1f CPU ms a second.", idle * 1_000));
        }
        common.write(report);
        return 0;
    }

    private ShopServer shop(ShopOptions options) throws IOException {
        ShopServer shop = ShopServer.start(options);
        shop.control().freeze(true);
        shop.control().fail("alpha", new Failure(FailureMode.SLOW, 0, latencyMillis));
        return shop;
    }

    private double idle(NifiLab lab) throws Exception {
        Sample sample = Effort.of(lab.process(), this::pass);
        return sample.cpuSeconds() / sample.seconds();
    }

    /** A processor and the server it asks. */
    private record Lane(String name, String processor, ShopServer shop) {
        long answered() {
            Counters counters = shop.counters().get("alpha");
            return counters.served() + counters.notModified();
        }
    }

    private List<Contender> measure(NifiLab lab, ShopServer whole, ShopServer conditional) throws Exception {
        Canvas canvas = lab.canvas("poll");
        List<Lane> lanes = List.of(
                new Lane("InvokeHTTP, 1 task", invokeHttp(canvas, whole), whole),
                new Lane("PollCompetitorPrices, 1 task", poll(canvas, whole), whole),
                new Lane("PollCompetitorPrices, 1 task, answers 304", poll(canvas, conditional), conditional));
        Map<String, Callable<Sample>> turns = new LinkedHashMap<>();
        lanes.forEach(lane -> turns.put(lane.name(), () -> run(lab, canvas, lane)));
        return new Rounds(common.warmUp(), common.rounds(), () -> {}, common.out()).run(turns);
    }

    /** From the first answer on, so that the start of the processor is not counted. */
    private Sample run(NifiLab lab, Canvas canvas, Lane lane) throws Exception {
        long before = lane.answered();
        canvas.start(lane.processor());
        if (!Waiting.until(Duration.ofMinutes(1), () -> lane.answered() > before)) {
            throw new IllegalStateException("Not one request came within a minute");
        }
        Sample sample = Effort.of(lab.process(), () -> {
            long first = lane.answered();
            pass();
            return lane.answered() - first;
        });
        canvas.stop(lane.processor());
        return sample;
    }

    /** Lets the time of a run pass. */
    private Long pass() {
        Waiting.until(Duration.ofSeconds(seconds), () -> false);
        return 1L;
    }

    private static String invokeHttp(Canvas canvas, ShopServer shop) {
        Map<String, String> properties =
                Map.of("HTTP Method", "GET", "Remote URL", shop.baseUrl() + "/alpha/products/SKU-00001");
        List<String> ended = List.of("Original", "Response", "Retry", "No Retry", "Failure");
        return canvas.processor(INVOKE, properties, "0 sec", ended);
    }

    private String poll(Canvas canvas, ShopServer shop) {
        Map<String, String> properties = Map.of(
                "Targets", new PollTargets(shop.baseUrl(), 4, 500).json(),
                "Poll Interval", "10 ms",
                "Max Requests in Flight", Integer.toString(inFlight),
                "Per-host Concurrency", Integer.toString(inFlight));
        List<String> ended = List.of("success", "unchanged", "invalid", "failure");
        return canvas.processor(POLL, properties, "10 ms", ended);
    }
}
