package io.nifistreaming.sandbox;

import io.nifistreaming.sandbox.part.Part;
import io.nifistreaming.sandbox.part.Preflight;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether a command finds the sandbox that it is about. Without this look, whatever happens to listen on the ports
 * would be read from and written to.
 */
final class Presence {
    private static final String DIR_MARK = "-Dsandbox.dir=";

    private final Sandbox sandbox;
    private final Settings settings;
    private final Preflight.Machine machine;

    Presence(Sandbox sandbox, Preflight.Machine machine) {
        this.sandbox = sandbox;
        this.settings = sandbox.settings();
        this.machine = machine;
    }

    /** @throws SandboxException if there is no sandbox in the folder */
    void require() {
        if (!sandbox.exists()) {
            throw new SandboxException(
                    "There is no sandbox in " + settings.dir() + ": " + settings.command("up") + " makes one.");
        }
    }

    /** @throws SandboxException unless this part of this sandbox runs, on the ports that the command means */
    void require(Part part) {
        require();
        boolean runs = sandbox.process(part).running();
        OptionalInt remembered = new SettingsFile(settings.dir()).portBase();
        boolean here = remembered.isPresent() && remembered.getAsInt() == settings.portBase();
        if (runs && here) {
            return;
        }
        Optional<Path> owner = owner(part);
        if (owner.isPresent()) {
            throw new SandboxException(part.title() + " on port " + part.ports().get(0)
                    + " belongs to the sandbox in " + owner.get() + ", not to the one in " + settings.dir() + ": add"
                    + " --dir " + Settings.quoted(owner.get()) + " if you mean that one.");
        }
        if (runs) {
            throw new SandboxException("The sandbox in " + settings.dir() + " runs on port base "
                    + remembered.orElse(Settings.DEFAULT_PORT_BASE) + ", not on " + settings.portBase()
                    + ": leave --port-base (or SANDBOX_PORT_BASE) out.");
        }
        throw new SandboxException(
                part.title() + " at " + part.address() + " does not run: " + settings.command("up") + " starts it.");
    }

    private Optional<Path> owner(Part part) {
        return machine.commandLines().stream()
                .filter(arguments -> arguments.contains("-Dsandbox.part=" + part.name()))
                .flatMap(List::stream)
                .filter(argument -> argument.startsWith(DIR_MARK))
                .map(argument -> Path.of(argument.substring(DIR_MARK.length())))
                .filter(dir -> !dir.equals(settings.dir()))
                .filter(this::onTheSamePorts)
                .findFirst();
    }

    private boolean onTheSamePorts(Path dir) {
        OptionalInt base = new SettingsFile(dir).portBase();
        return base.isPresent() && base.getAsInt() == settings.portBase();
    }
}
