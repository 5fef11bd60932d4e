package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.Sandbox;
import io.nifistreaming.sandbox.progress.ConsoleProgress;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sandbox publish-flows}. */
@Command(
        name = "publish-flows",
        description = "Publishes the flows under flows/ to Registry (a new version where the content changed)"
                + " and changes the canvas to the newest versions. Answers no when a group was left as it is.",
        footer = Exit.HELP)
final class PublishFlowsCommand implements Callable<Integer> {
    @Mixin
    private Place place;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Sandbox sandbox = place.running("kafka", "registry", "nifi");
        List<String> notes;
        try (ConsoleProgress progress = Console.progress()) {
            notes = sandbox.publishFlows(progress);
        }
        notes.forEach(Console.out(spec)::println);
        Console.out(spec).flush();
        return notes.isEmpty() ? Exit.OK : Exit.NO;
    }
}
