package io.nifistreaming.sandbox.flow.cli;

import io.nifistreaming.sandbox.flow.ComponentCatalogue;
import io.nifistreaming.sandbox.flow.FlowFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where the flow commands find things; without options, in a clone of the project. */
final class FlowOptions {
    @Option(
            names = "--flows",
            paramLabel = "DIR",
            defaultValue = "flows",
            description = "The folder with the flows (default: ${DEFAULT-VALUE}).")
    private Path flows;

    @Option(
            names = "--nar",
            paramLabel = "FILE",
            description = "The NAR whose components flows may use (default: the one in nifi-streaming-nar/target).")
    private Path nar;

    FlowFolder folder() {
        return FlowFolder.at(flows);
    }

    /** Our components and the stock ones that either list allows: those beside ours, and those of the stock flows. */
    ComponentCatalogue catalogue() {
        ComponentCatalogue published = folder().catalogue(nar == null ? built() : nar);
        return folder().stockAllowList().map(published::allowing).orElse(published);
    }

    private Path built() {
        Path target =
                flows.toAbsolutePath().resolveSibling("nifi-streaming-nar").resolve("target");
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                List<Path> nars = files.filter(file -> file.toString().endsWith(".nar"))
                        .sorted()
                        .toList();
                if (!nars.isEmpty()) {
                    return nars.get(nars.size() - 1);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot list " + target, e);
            }
        }
        throw new IllegalArgumentException("There is no NAR in " + target
                + ". Build it with 'mvn -pl nifi-streaming-nar -am package', or name one with --nar.");
    }
}
