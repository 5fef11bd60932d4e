package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.Sandbox;
import io.nifistreaming.sandbox.progress.ConsoleProgress;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sandbox reset}. */
@Command(
        name = "reset",
        description = "Stops everything and deletes the sandbox folder with all state, after asking.",
        footer = Exit.HELP)
final class ResetCommand implements Callable<Integer> {
    @Mixin
    private Place place;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Sandbox sandbox = place.sandbox();
        if (!yes && !agreed(sandbox)) {
            Console.out(spec).println("Nothing was done.");
            return Exit.NO;
        }
        try (ConsoleProgress progress = Console.progress()) {
            sandbox.reset(progress);
        }
        return Exit.OK;
    }

    private boolean agreed(Sandbox sandbox) {
        Console.out(spec)
                .print("Delete " + sandbox.settings().dir() + " with all topics, flow versions and flow files?"
                        + " Type yes: ");
        Console.out(spec).flush();
        Scanner answers = new Scanner(System.in, StandardCharsets.UTF_8);
        return answers.hasNextLine() && answers.nextLine().strip().equalsIgnoreCase("yes");
    }
}
