package io.nifistreaming.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The project's folder, in which the flows, the NAR and the shared lay-outs are. */
public final class Project {
    private Project() {}

    /**
     * The folder named by the system property {@code sandbox.root} (the script sets it), else the nearest one at or
     * above {@code from} that looks like the project.
     */
    public static Path root(Path from) {
        String named = System.getProperty("sandbox.root");
        if (named != null) {
            return Path.of(named).toAbsolutePath();
        }
        for (Path at = from.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("flows")) && Files.isDirectory(at.resolve("streaming-sandbox"))) {
                return at;
            }
        }
        throw new SandboxException("The project's folder is not at or above " + from
                + ": run the sandbox script that lies in it, or set -Dsandbox.root.");
    }

    /** Our NAR as the build leaves it; the system property {@code sandbox.nar} names another one. */
    public static Path nar(Path root) {
        String named = System.getProperty("sandbox.nar");
        if (named != null) {
            return Path.of(named).toAbsolutePath();
        }
        Path target = root.resolve("nifi-streaming-nar/target");
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith(".nar"))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow(() -> new SandboxException("The NAR is not built: there is none in " + target
                            + ". Build it with mvn -pl nifi-streaming-nar -am package -DskipTests."));
        } catch (IOException e) {
            throw new SandboxException("Cannot look into " + target + ": " + e.getMessage(), e);
        }
    }
}
