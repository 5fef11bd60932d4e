package io.nifistreaming.sandbox.part;

import io.nifistreaming.sandbox.SandboxException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A class path for a part that is to live longer than the build: jars that the project itself builds are copied, so
 * that rebuilding them does not pull classes from under a running part. Jars of Maven's repository never change.
 */
final class OwnClasses {
    private OwnClasses() {}

    /**
     * @param root the project: what lies below it is copied
     * @param lib where to
     */
    static String settle(String classPath, Path root, Path lib) {
        List<String> settled = new ArrayList<>();
        try {
            Files.createDirectories(lib);
            for (String entry : Arrays.asList(classPath.split(File.pathSeparator, -1))) {
                Path path = Path.of(entry).toAbsolutePath().normalize();
                boolean built = path.startsWith(root) && entry.endsWith(".jar") && Files.isRegularFile(path);
                settled.add(built ? copy(path, lib).toString() : path.toString());
            }
        } catch (IOException e) {
            throw new SandboxException("Cannot copy the programs to " + lib + ": " + e.getMessage(), e);
        }
        return String.join(File.pathSeparator, settled);
    }

    private static Path copy(Path jar, Path lib) throws IOException {
        return Files.copy(jar, lib.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
}
