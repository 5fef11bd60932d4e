package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.SandboxException;
import io.nifistreaming.sandbox.api.NifiApi;
import io.nifistreaming.sandbox.api.ProcessGroup;
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

/** Working on flow files. What it finds, and differences, are an answer of no. */
@Command(
        name = "flows",
        description = "Checks, compares and exports flow files.",
        synopsisSubcommandLabel = "lint|canonical|diff|export",
        footer = Exit.HELP)
final class FlowCommands {
    @Spec
    private CommandSpec spec;

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Command(
            mixinStandardHelpOptions = true,
            footer = Exit.HELP,
            description = "Finds what would fail on the canvas or be lost in NiFi Registry.")
    int lint(
            @Mixin FlowOptions options,
            @Parameters(paramLabel = "FILE", arity = "0..*", description = "Flow files (default: all of them).")
                    List<Path> files) {
        List<Path> chosen = files == null || files.isEmpty() ? all(options.folder()) : files;
        int findings = 0;
        for (Path file : chosen) {
            for (LintFinding finding : new FlowLint(options.catalogue(file)).check(FlowDefinition.read(file))) {
                out().println(file + ": " + finding);
                findings++;
            }
        }
        out().println(chosen.size() + " flow file(s), " + findings + " finding(s)");
        return findings == 0 ? Exit.OK : Exit.NO;
    }

    @Command(
            mixinStandardHelpOptions = true,
            footer = Exit.HELP,
            description = "Prints a flow in its canonical form, or writes it back.")
    int canonical(
            @Mixin FlowOptions options,
            @Option(names = "--write", description = "Rewrite the file instead of printing.") boolean write,
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "Flow files.") List<Path> files) {
        for (Path file : files) {
            String text = FlowDefinition.read(file)
                    .withoutDefaults(options.catalogue(file))
                    .text();
            if (write) {
                write(file, text);
            } else {
                out().print(text);
            }
        }
        return Exit.OK;
    }

    @Command(mixinStandardHelpOptions = true, footer = Exit.HELP, description = "Says how two flows differ.")
    int diff(
            @Mixin FlowOptions options,
            @Parameters(paramLabel = "BEFORE", description = "A flow file.") Path before,
            @Parameters(paramLabel = "AFTER", description = "Another.") Path after) {
        FlowDefinition old = FlowDefinition.read(before);
        FlowDefinition now = FlowDefinition.read(after);
        List<FlowChange> changes = new ArrayList<>(FlowDifference.between(old, now, options.catalogue()));
        changes.addAll(FlowDifference.betweenParameters(old, now));
        changes.forEach(change -> out().println(change));
        if (changes.isEmpty()) {
            out().println("The two flows are equal.");
        }
        return changes.isEmpty() ? Exit.OK : Exit.NO;
    }

    @Command(
            mixinStandardHelpOptions = true,
            footer = Exit.HELP,
            description = "Writes a process group from a canvas into a flow file, in canonical form.")
    int export(
            @Mixin FlowOptions options,
            @Mixin Place place,
            @Option(names = "--nifi", paramLabel = "URL", description = "NiFi (default: the sandbox's).") URI nifi,
            @Parameters(paramLabel = "GROUP", description = "The group's name, at the top of the canvas.") String group,
            @Parameters(
                            paramLabel = "FILE",
                            arity = "0..1",
                            description = "Where to write it (default: the flow's file under flows/).")
                    Path file) {
        URI address = nifi == null ? place.running("nifi").settings().nifi() : nifi;
        NifiApi api = NifiApi.at(address);
        List<ProcessGroup> groups = api.groups(api.rootGroupId());
        ProcessGroup found = groups.stream()
                .filter(one -> one.name().equals(group))
                .findFirst()
                .orElseThrow(() -> new SandboxException("There is no group '" + group
                        + "' at the top of the canvas of " + address + ". There are: "
                        + String.join(
                                ", ", groups.stream().map(ProcessGroup::name).toList()) + "."));
        Path target = file == null ? fileOf(group, options.folder()) : file;
        Optional<FlowDefinition> before =
                Files.exists(target) ? Optional.of(FlowDefinition.read(target)) : Optional.empty();
        FlowDefinition flow = FlowDefinition.of(api.download(found.id()))
                .withoutDefaults(options.catalogue())
                .withParametersOf(before);
        write(target, flow.text());
        return Exit.OK;
    }

    private static Path fileOf(String group, FlowFolder folder) {
        return folder.flows().stream()
                .filter(flow -> flow.name().equals(group))
                .map(FlowFolder.FlowFile::path)
                .findFirst()
                .orElseThrow(() -> new SandboxException("No flow file is named '" + group
                        + "': name the file to write, for example flows/retail/" + group + ".json."));
    }

    private void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new SandboxException("Cannot write " + file + ": " + e.getMessage(), e);
        }
        out().println("wrote " + file);
    }

    private static List<Path> all(FlowFolder folder) {
        List<Path> files = new ArrayList<>(folder.stockFlows());
        folder.flows().forEach(flow -> files.add(flow.path()));
        return files;
    }
}
