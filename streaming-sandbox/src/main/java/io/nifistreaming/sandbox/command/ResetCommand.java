package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.Sandbox;
import io.nifistreaming.sandbox.progress.ConsoleProgress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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
        sandbox.requireDeletable();
        if (!yes && !agreed(sandbox)) {
            Console.say(spec, "Nothing was done.");
            return Exit.NO;
        }
        List<Path> left;
        try (ConsoleProgress progress = Console.progress()) {
            left = sandbox.reset(progress);
        }
        Path dir = sandbox.settings().dir();
        Console.say(
                spec,
                left.isEmpty()
                        ? "Deleted " + dir
                        : "Deleted the sandbox in " + dir + "; what it did not make was left: "
                                + String.join(
                                        ", ",
                                        left.stream()
                                                .map(Path::getFileName)
                                                .map(Path::toString)
                                                .toList()));
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
