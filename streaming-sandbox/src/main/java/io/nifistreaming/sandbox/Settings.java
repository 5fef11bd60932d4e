package io.nifistreaming.sandbox;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where a sandbox lives and which ports it uses. Everything listens on loopback.
 *
 * @param root the project's folder (with {@code flows/} and {@code streaming-sandbox/})
 * @param dir the sandbox's own folder, absolute; all of its state is in there
 * @param portBase NiFi's port; the others follow it
 */
public record Settings(Path root, Path dir, int portBase) {
    public static final int DEFAULT_PORT_BASE = 18080;
    public static final int PORTS = 6;

    public Settings {
        if (!usable(portBase)) {
            throw new SandboxException(outOfRange(portBase));
        }
        root = root.toAbsolutePath().normalize();
        dir = dir.toAbsolutePath().normalize();
    }

    /** Whether a sandbox can have its ports from here on. */
    public static boolean usable(int portBase) {
        return portBase >= 1024 && portBase <= 65535 - PORTS;
    }

    public static String outOfRange(int portBase) {
        return "The port base " + portBase + " is out of range: choose one between 1024 and " + (65535 - PORTS)
                + " with --port-base.";
    }

    /** Where a sandbox lives unless another folder is named: beside the script, wherever that is called from. */
    public static Path usualDir(Path root) {
        return root.resolve(".sandbox");
    }

    /** How a person calls a verb for this sandbox, to be pasted into a shell. */
    public String command(String verb) {
        return "./sandbox " + verb + (dir.equals(usualDir(root)) ? "" : " --dir " + quoted(dir));
    }

    static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }

    public int nifiPort() {
        return portBase;
    }

    public int registryPort() {
        return portBase + 1;
    }

    public int kafkaPort() {
        return portBase + 2;
    }

    public int controllerPort() {
        return portBase + 3;
    }

    public int shopPort() {
        return portBase + 4;
    }

    /** UDP: where NiFi receives syslog messages. */
    public int syslogPort() {
        return portBase + 5;
    }

    public URI nifi() {
        return URI.create("http://127.0.0.1:" + nifiPort());
    }

    public URI registry() {
        return URI.create("http://127.0.0.1:" + registryPort());
    }

    public String kafkaBootstrap() {
        return "127.0.0.1:" + kafkaPort();
    }

    public URI shop() {
        return URI.create("http://127.0.0.1:" + shopPort());
    }

    public Path flows() {
        return root.resolve("flows");
    }

    /** What the simulated tills and the web server write, and NiFi tails. */
    public Path logs() {
        return dir.resolve("logs");
    }

    /** The Delta tables that NiFi writes. */
    public Path lake() {
        return dir.resolve("lake");
    }

    /** Files that say which processes are ours. */
    public Path run() {
        return dir.resolve("run");
    }
}
