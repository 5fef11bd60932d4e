package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.Sandbox;
import io.nifistreaming.sandbox.Settings;
import java.nio.file.Path;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Which sandbox is meant; every verb takes these options. */
final class Place {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "${env:SANDBOX_DIR:-.sandbox}",
            description = "Its folder (default: .sandbox, or the environment's SANDBOX_DIR).")
    private Path dir;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description =
                    "First of its " + Settings.PORTS + " ports (default: what DIR/sandbox.properties remembers, or"
                            + " the environment's SANDBOX_PORT_BASE, or " + Settings.DEFAULT_PORT_BASE + ").")
    private Integer portBase;

    Sandbox sandbox() {
        return Sandbox.in(dir, portBase == null ? OptionalInt.empty() : OptionalInt.of(portBase));
    }
}
