package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.part.LogTail;
import io.nifistreaming.sandbox.part.Part;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sandbox logs}. */
@Command(name = "logs", description = "Shows the end of a log.", footer = Exit.HELP)
final class LogsCommand implements Callable<Integer> {
    @Mixin
    private Place place;

    @Parameters(paramLabel = "PART", description = "kafka, registry, nifi or shop.")
    private String part;

    @Option(names = "-n", paramLabel = "N", defaultValue = "100", description = "How many lines (default: 100).")
    private int lines;

    @Option(names = "-f", description = "Go on with what comes, until Ctrl-C.")
    private boolean follow;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Console.requirePositive(spec, "-n", lines);
        Part described = place.part(part).part();
        PrintWriter out = Console.out(spec);
        List<String> log = LogTail.of(described.log(), lines);
        // Before there is a log, what the process wrote to its standard output is all there is.
        List<String> tail = log.isEmpty() ? LogTail.of(described.output(), lines) : log;
        tail.forEach(out::println);
        out.flush();
        if (tail.isEmpty()) {
            String title = Console.sentence(described.title());
            Console.remark(spec, title + " has written no log yet: there is nothing in " + described.log());
        }
        if (follow) {
            LogTail.follow(described.log(), line -> {
                out.println(line);
                out.flush();
            });
        }
        return tail.isEmpty() ? Exit.NO : Exit.OK;
    }
}
