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

    /** Our components and, where there is an allow-list, the stock ones that it names. */
    ComponentCatalogue catalogue() {
        ComponentCatalogue ours = ComponentCatalogue.ofNar(nar == null ? Project.nar(project()) : nar);
        return folder().stockAllowList().map(ours::allowing).orElse(ours);
    }

    private static Path project() {
        return Project.root(Path.of(""));
    }
}
