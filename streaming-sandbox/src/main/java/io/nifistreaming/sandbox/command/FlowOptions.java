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
        ComponentCatalogue published = folder().catalogue(nar == null ? Project.nar(project()) : nar);
        return folder().stockAllowList().map(published::allowing).orElse(published);
    }

    private static Path project() {
        return Project.root(Path.of(""));
    }
}
