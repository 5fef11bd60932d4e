package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.Sandbox;
import io.nifistreaming.sandbox.flow.ForeignVersions;
import io.nifistreaming.sandbox.progress.ConsoleProgress;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sandbox publish-flows}. */
@Command(
        name = "publish-flows",
        description = "Publishes the flows under flows/ to Registry (a new version where the content changed)"
                + " and changes the canvas to the newest versions. Answers no when a flow was left as it is, since it"
                + " was changed on the canvas, or committed there.",
        footer = Exit.HELP)
final class PublishFlowsCommand implements Callable<Integer> {
    @Mixin
    private Place place;

    @Option(
            names = "--overwrite",
            description = "Publishes over versions too that somebody committed on the canvas (default: keeps them).")
    private boolean overwrite;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Sandbox sandbox = place.running("kafka", "registry", "nifi");
        List<String> notes;
        try (ConsoleProgress progress = Console.progress()) {
            notes = sandbox.publishFlows(overwrite ? ForeignVersions.OVERWRITE : ForeignVersions.KEEP, progress);
        }
        notes.forEach(Console.out(spec)::println);
        Console.out(spec).flush();
        return notes.isEmpty() ? Exit.OK : Exit.NO;
    }
}
