package io.nifistreaming.sandbox.part;

import io.nifistreaming.sandbox.SandboxException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A class path in a file: it would not fit a command line that {@code ps} can show. */
final class JavaArguments {
    private JavaArguments() {}

    /** Writes the class path to {@code file}, for {@code java @file}. */
    static void classPath(Path file, String classPath) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "-cp " + quoted(classPath) + "\n");
        } catch (IOException e) {
            throw new SandboxException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    static void classPath(Path file, List<Path> jars) {
        classPath(
                file,
                String.join(
                        File.pathSeparator, jars.stream().map(Path::toString).toList()));
    }

    /** In an argument file a quoted text may hold spaces; backslashes and quotes are escaped. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
