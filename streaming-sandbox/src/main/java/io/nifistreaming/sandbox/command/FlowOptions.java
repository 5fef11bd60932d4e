package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.Project;
import io.nifistreaming.sandbox.flow.ComponentCatalogue;
import io.nifistreaming.sandbox.flow.FlowFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the flow commands find things; without options, in a clone of the project. */
final class FlowOptions {
    @Option(
            names = "--flows",
            paramLabel = "DIR",
            description = "The folder with the flows (default: flows beside the script).")
    private Path flows;

    @Option(
            names = "--nar",
            paramLabel = "FILE",
            description = "The NAR whose components flows may use (default: the one in nifi-streaming-nar/target).")
    private Path nar;

    FlowFolder folder() {
        return FlowFolder.at(flows == null ? project().resolve("flows") : flows);
    }

    /** Our components and the stock ones that either list allows: those beside ours, and those of the stock flows. */
    ComponentCatalogue catalogue() {
        ComponentCatalogue published = folder().catalogue(nar());
        return folder().stockAllowList().map(published::allowing).orElse(published);
    }

    /** What a flow may use: the stock flows' list names other versions of some types, for another NiFi. */
    ComponentCatalogue catalogue(Path flow) {
        Path absolute = flow.toAbsolutePath().normalize();
        boolean published = folder().flows().stream()
                .anyMatch(one -> one.path().toAbsolutePath().normalize().equals(absolute));
        return published ? folder().catalogue(nar()) : catalogue();
    }

    private Path nar() {
        return nar == null ? Project.nar(project()) : nar;
    }

    private static Path project() {
        return Project.root(Path.of(""));
    }
}
