package io.nifistreaming.sandbox.layout;

import io.nifistreaming.sandbox.SandboxException;
import io.nifistreaming.sandbox.progress.Progress.Stage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs Maven as a process and tells a stage what it downloads. */
final class Maven {
    private static final int SHOWN_ERRORS = 8;

    /**
     * Runs {@code mvn package} in {@code folder}. The process dies with this JVM (Ctrl-C).
     *
     * @param java the Java home that Maven runs on
     * @throws SandboxException if Maven is missing, or fails; with the first lines that it marks as errors
     */
    void packageIn(Path folder, Path java, Stage stage) {
        ProcessBuilder builder = new ProcessBuilder("mvn", "-B", "package");
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", java.toString());
        // Options meant for the project's own build (.mvn/jvm.config reaches us through the environment) do not belong
        // here.
        builder.environment().remove("MAVEN_OPTS");
        builder.environment().remove("MAVEN_PROJECTBASEDIR");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new SandboxException(
                    "Maven (mvn) cannot be started: " + e.getMessage()
                            + ". Install Maven 3.8.7 or newer (Debian: apt-get install maven) and put it on the PATH.",
                    e);
        }
        Thread killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
        try {
            List<String> errors = follow(process, stage);
            if (process.waitFor() != 0) {
                throw new SandboxException("Maven could not fetch what the sandbox runs (in " + folder + "):\n  "
                        + String.join("\n  ", errors)
                        + "\nIs the machine online, or its Maven mirror reachable? ./sandbox up tries again.");
            }
        } catch (IOException e) {
            throw new SandboxException("Maven's output broke off: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("Interrupted while Maven was running", e);
        } finally {
            process.destroy();
            if (!Thread.currentThread().isInterrupted()) {
                removeHook(killer);
            }
        }
    }

    private static List<String> follow(Process process, Stage stage) throws IOException {
        List<String> errors = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                MavenLine.news(line).ifPresent(stage::detail);
                if (MavenLine.isError(line) && errors.size() < SHOWN_ERRORS) {
                    errors.add(line);
                }
            }
        }
        return errors;
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException expected) {
            // The JVM is going down already: the hook does its work.
        }
    }
}
