package io.nifistreaming.sandbox.flow.cli;

import io.nifistreaming.sandbox.api.NifiApi;
import io.nifistreaming.sandbox.api.ProcessGroup;
import io.nifistreaming.sandbox.flow.ComponentCatalogue;
import io.nifistreaming.sandbox.flow.FlowChange;
import io.nifistreaming.sandbox.flow.FlowDefinition;
import io.nifistreaming.sandbox.flow.FlowDifference;
import io.nifistreaming.sandbox.flow.FlowFolder;
import io.nifistreaming.sandbox.flow.lint.FlowLint;
import io.nifistreaming.sandbox.flow.lint.LintFinding;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Working on flow files. Exit codes: 0 nothing to say, 1 findings or differences, 2 wrong use. */
@Command(
        name = "flows",
        description = "Checks, compares and exports flow files.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "lint|canonical|diff|export")
public final class FlowCommands {
    @Spec
    private CommandSpec spec;

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Command(description = "Finds what would fail on the canvas or be lost in NiFi Registry.")
    int lint(
            @Mixin FlowOptions options,
            @Parameters(paramLabel = "FILE", arity = "0..*", description = "Flow files (default: all of them).")
                    List<Path> files) {
        List<Path> chosen = files == null || files.isEmpty() ? all(options.folder()) : files;
        FlowLint lint = new FlowLint(options.catalogue());
        int findings = 0;
        for (Path file : chosen) {
            for (LintFinding finding : lint.check(FlowDefinition.read(file))) {
                out().println(file + ": " + finding);
                findings++;
            }
        }
        out().println(chosen.size() + " flow file(s), " + findings + " finding(s)");
        return findings == 0 ? 0 : 1;
    }

    @Command(description = "Prints a flow in its canonical form, or writes it back.")
    int canonical(
            @Mixin FlowOptions options,
            @Option(names = "--write", description = "Rewrite the file instead of printing.") boolean write,
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "Flow files.") List<Path> files)
            throws IOException {
        ComponentCatalogue catalogue = options.catalogue();
        for (Path file : files) {
            String text = FlowDefinition.read(file).withoutDefaults(catalogue).text();
            if (write) {
                Files.writeString(file, text);
                out().println("wrote " + file);
            } else {
                out().print(text);
            }
        }
        return 0;
    }

    @Command(description = "Says how two flows differ.")
    int diff(
            @Mixin FlowOptions options,
            @Parameters(paramLabel = "BEFORE", description = "A flow file.") Path before,
            @Parameters(paramLabel = "AFTER", description = "Another.") Path after) {
        FlowDefinition old = FlowDefinition.read(before);
        FlowDefinition now = FlowDefinition.read(after);
        List<FlowChange> changes = new ArrayList<>(FlowDifference.between(old, now, options.catalogue()));
        changes.addAll(FlowDifference.betweenParameters(old, now));
        changes.forEach(change -> out().println(change));
        return changes.isEmpty() ? 0 : 1;
    }

    @Command(description = "Writes a process group from a canvas into a flow file, in canonical form.")
    int export(
            @Mixin FlowOptions options,
            @Option(
                            names = "--nifi",
                            paramLabel = "URL",
                            defaultValue = "http://127.0.0.1:18080",
                            description = "NiFi (default: ${DEFAULT-VALUE}).")
                    URI nifi,
            @Parameters(paramLabel = "GROUP", description = "The group's name, at the top of the canvas.") String group,
            @Parameters(paramLabel = "FILE", description = "Where to write it.") Path file)
            throws IOException {
        NifiApi api = NifiApi.at(nifi);
        ProcessGroup found = api.group(api.rootGroupId(), group)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no group '" + group + "' at the top of the canvas of " + nifi + "."));
        Optional<FlowDefinition> before =
                Files.exists(file) ? Optional.of(FlowDefinition.read(file)) : Optional.empty();
        FlowDefinition flow = FlowDefinition.of(api.download(found.id()))
                .withoutDefaults(options.catalogue())
                .withParametersOf(before);
        Files.writeString(file, flow.text());
        out().println("wrote " + file);
        return 0;
    }

    private static List<Path> all(FlowFolder folder) {
        List<Path> files = new ArrayList<>(folder.stockFlows());
        folder.flows().forEach(flow -> files.add(flow.path()));
        return files;
    }
}
