package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.progress.ConsoleProgress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sandbox publish-flows}. */
@Command(
        name = "publish-flows",
        description = "Publishes the flows under flows/ to Registry (a new version where the content changed)"
                + " and changes the canvas to the newest versions.",
        footer = Exit.HELP)
final class PublishFlowsCommand implements Callable<Integer> {
    @Mixin
    private Place place;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (ConsoleProgress progress = Console.progress()) {
            place.sandbox().publishFlows(progress).forEach(Console.out(spec)::println);
        }
        Console.out(spec).flush();
        return Exit.OK;
    }
}
