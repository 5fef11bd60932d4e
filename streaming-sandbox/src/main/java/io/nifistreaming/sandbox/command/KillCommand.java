package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.Sandbox;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sandbox kill}. */
@Command(
        name = "kill",
        description = "Kills a part as kill -9 does, for experiments; up brings it back.",
        footer = Exit.HELP)
final class KillCommand implements Callable<Integer> {
    @Mixin
    private Place place;

    @Parameters(paramLabel = "PART", description = "kafka, registry, nifi or shop.")
    private String part;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Sandbox.Handle handle = place.part(part);
        String title = handle.part().title();
        Optional<ProcessHandle> process = handle.process();
        boolean killed = handle.kill();
        Console.say(
                spec,
                killed && process.isPresent()
                        ? "Killed " + title + " (process " + process.get().pid() + ")"
                        : Console.sentence(title) + " does not run");
        return killed ? Exit.OK : Exit.NO;
    }
}
