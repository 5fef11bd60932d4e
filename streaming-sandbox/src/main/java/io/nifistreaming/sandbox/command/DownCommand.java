package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.progress.ConsoleProgress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sandbox down}. */
@Command(
        name = "down",
        description = "Stops what this sandbox started. Its state stays for the next up.",
        footer = Exit.HELP)
final class DownCommand implements Callable<Integer> {
    @Mixin
    private Place place;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        boolean ran;
        try (ConsoleProgress progress = Console.progress()) {
            ran = place.sandbox().down(progress);
        }
        if (!ran) {
            Console.say(spec, "Nothing was running");
        }
        return Exit.OK;
    }
}
