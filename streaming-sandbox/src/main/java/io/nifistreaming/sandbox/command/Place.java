package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.Sandbox;
import io.nifistreaming.sandbox.Settings;
import io.nifistreaming.sandbox.part.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which sandbox is meant; every verb takes these options, and so does the command in front of its verb. */
final class Place {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Its folder (default: .sandbox beside the script, or the environment's SANDBOX_DIR).")
    private Path dir;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description =
                    "First of its " + Settings.PORTS + " ports (default: what DIR/sandbox.properties remembers, or"
                            + " the environment's SANDBOX_PORT_BASE, or " + Settings.DEFAULT_PORT_BASE + ").")
    private Integer portBase;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec verb;

    /** The sandbox that is meant, whether it is there or not. */
    Sandbox sandbox() {
        Path folder = folder();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw wrong(folder + " is a file, not a folder.");
        }
        OptionalInt base = base();
        if (base.isPresent() && !Settings.usable(base.getAsInt())) {
            throw wrong(Settings.outOfRange(base.getAsInt()));
        }
        return Sandbox.in(folder, base);
    }

    /** The sandbox that is meant; it must have been up before. */
    Sandbox existing() {
        Sandbox sandbox = sandbox();
        sandbox.require();
        return sandbox;
    }

    /** The sandbox that is meant; these parts of it must run. */
    Sandbox running(String... parts) {
        Sandbox sandbox = sandbox();
        sandbox.requireRunning(parts);
        return sandbox;
    }

    /** A part of a sandbox that has been up before. */
    Sandbox.Handle part(String name) {
        Sandbox sandbox = sandbox();
        List<String> names = sandbox.parts().stream().map(Part::name).toList();
        if (!names.contains(name)) {
            throw wrong("There is no part '" + name + "': the parts are " + String.join(", ", names) + ".");
        }
        sandbox.require();
        return sandbox.part(name);
    }

    private Path folder() {
        for (Place place : List.of(this, before())) {
            if (place.dir != null) {
                return place.dir;
            }
        }
        String named = System.getenv("SANDBOX_DIR");
        return named == null || named.isBlank() ? Sandbox.usualDir() : Path.of(named);
    }

    private OptionalInt base() {
        Integer base = portBase == null ? before().portBase : portBase;
        return base == null ? OptionalInt.empty() : OptionalInt.of(base);
    }

    /** What stands before the verb: {@code ./sandbox --dir X up}. */
    private Place before() {
        CommandSpec top = verb;
        while (top.parent() != null) {
            top = top.parent();
        }
        return top.userObject() instanceof SandboxCommand command ? command.place() : this;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(verb.commandLine(), message);
    }
}
