package io.nifistreaming.sandbox.flow;

import java.nio.file.Path;

/** Where the project's files are, as the build tells the tests. */
public final class ProjectFiles {
    private ProjectFiles() {}

    public static Path root() {
        return Path.of(System.getProperty("project.root", ".."))
                .toAbsolutePath()
                .normalize();
    }

    public static FlowFolder flows() {
        return FlowFolder.at(root().resolve("flows"));
    }

    public static Path nar() {
        String nar = System.getProperty("sandbox.nar");
        if (nar == null) {
            throw new IllegalStateException(
                    "Maven tells the tests where the NAR is; elsewhere set -Dsandbox.nar=FILE.");
        }
        return Path.of(nar);
    }
}
