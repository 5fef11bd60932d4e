package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.Sandbox;
import io.nifistreaming.sandbox.kafka.TopicReader;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sandbox consume}. */
@Command(
        name = "consume",
        description = "Writes records' values, one a line, as a read_committed consumer sees them;"
                + " nothing else goes to standard output.",
        footer = Exit.HELP)
final class ConsumeCommand implements Callable<Integer> {
    private static final long USUAL_SECONDS = 30;

    @Mixin
    private Place place;

    @Parameters(
            paramLabel = "TOPIC",
            description = "Which topic, for example competitor_prices; ./sandbox topics lists them all.")
    private String topic;

    @Option(names = "-n", paramLabel = "N", description = "End after N records (default: never).")
    private Long count;

    @Option(names = "--from-beginning", description = "Begin with the oldest record, not with the next to come.")
    private boolean fromBeginning;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            description = "End after S seconds at the latest (default: 30 with -n, else never).")
    private Long timeout;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Console.requirePositive(spec, "-n", count);
        Console.requirePositive(spec, "--timeout", timeout);
        long wanted = count == null ? Long.MAX_VALUE : count;
        long usual = count == null ? Long.MAX_VALUE / 1_000 : USUAL_SECONDS;
        Duration patience = Duration.ofSeconds(timeout == null ? usual : timeout);
        TopicReader.From from = fromBeginning ? TopicReader.From.BEGINNING : TopicReader.From.NOW;
        PrintWriter out = Console.out(spec);
        Sandbox sandbox = place.running("kafka");
        long read;
        try (TopicReader reader = new TopicReader(sandbox.settings().kafkaBootstrap(), topic)) {
            read = reader.read(from, wanted, patience, value -> {
                out.println(value);
                out.flush();
            });
        }
        if (count == null || read == count) {
            return Exit.OK;
        }
        Console.remark(
                spec,
                read + " of " + count + " records came within " + patience.toSeconds() + " s" + whoIsMissing(sandbox));
        return Exit.NO;
    }

    private static String whoIsMissing(Sandbox sandbox) {
        boolean nifiRuns = sandbox.part("nifi").process().isPresent();
        return nifiRuns ? "" : ": NiFi is down, " + sandbox.settings().command("up") + " starts it";
    }
}
