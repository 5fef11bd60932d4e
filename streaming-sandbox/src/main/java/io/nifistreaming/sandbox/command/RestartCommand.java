package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.progress.ConsoleProgress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sandbox restart}. */
@Command(
        name = "restart",
        description = "Stops a part and starts it again; restart nifi takes a newly built NAR with it.",
        footer = Exit.HELP)
final class RestartCommand implements Callable<Integer> {
    @Mixin
    private Place place;

    @Parameters(paramLabel = "PART", description = "kafka, registry, nifi or shop.")
    private String part;

    @Override
    public Integer call() {
        try (ConsoleProgress progress = Console.progress()) {
            place.part(part).restart(progress);
        }
        return Exit.OK;
    }
}
