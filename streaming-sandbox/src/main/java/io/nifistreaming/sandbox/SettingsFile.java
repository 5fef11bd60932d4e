package io.nifistreaming.sandbox;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * {@code DIR/sandbox.properties}: what a sandbox remembers of itself between commands, so that {@code down} and
 * {@code consume} need no {@code --port-base}. A person may edit it while the sandbox is down.
 */
public final class SettingsFile {
    static final String NAME = "sandbox.properties";
    static final String PORT_BASE = "port-base";

    private final Path file;

    public SettingsFile(Path dir) {
        this.file = dir.resolve(NAME);
    }

    /** The remembered port base, or empty for a sandbox that never was up. */
    public OptionalInt portBase() {
        if (!Files.isRegularFile(file)) {
            return OptionalInt.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new SandboxException("Cannot read " + file + ": " + e.getMessage(), e);
        }
        String value = properties.getProperty(PORT_BASE, "").strip();
        return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(number(value, file.toString()));
    }

    void remember(int portBase) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, "# Read by ./sandbox; --port-base changes it.\n" + PORT_BASE + "=" + portBase + "\n");
        } catch (IOException e) {
            throw new SandboxException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** The port base of a command: given, else from the environment, else remembered, else the default. */
    static int choose(OptionalInt given, Map<String, String> environment, OptionalInt remembered) {
        if (given.isPresent()) {
            return given.getAsInt();
        }
        String value = environment.getOrDefault("SANDBOX_PORT_BASE", "").strip();
        return value.isEmpty()
                ? remembered.orElse(Settings.DEFAULT_PORT_BASE)
                : number(value, "the environment variable SANDBOX_PORT_BASE");
    }

    private static int number(String value, String where) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new SandboxException(
                    "The port base '" + value + "' in " + where + " is no number: write one, or remove it.", e);
        }
    }
}
