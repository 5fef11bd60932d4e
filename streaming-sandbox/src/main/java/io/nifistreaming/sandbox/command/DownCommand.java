package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.progress.ConsoleProgress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sandbox down}. */
@Command(
        name = "down",
        description = "Stops what this sandbox started. Its state stays for the next up.",
        footer = Exit.HELP)
final class DownCommand implements Callable<Integer> {
    @Mixin
    private Place place;

    @Override
    public Integer call() {
        try (ConsoleProgress progress = Console.progress()) {
            place.sandbox().down(progress);
        }
        return Exit.OK;
    }
}
