package io.nifistreaming.sandbox.part;

import io.nifistreaming.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.stream.Stream;

/** A folder of symbolic links to files that several sandboxes share; where the file system has none, of copies. */
final class Links {
    private Links() {}

    /** Makes {@code folder} hold links to exactly these files, beside folders, which stay. */
    static void fill(Path folder, Collection<Path> files) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> old = Files.list(folder)) {
                for (Path entry : old.filter(path -> Files.isSymbolicLink(path) || !Files.isDirectory(path))
                        .toList()) {
                    Files.delete(entry);
                }
            }
            for (Path file : files) {
                link(folder.resolve(file.getFileName()), file);
            }
        } catch (IOException e) {
            throw new SandboxException("Cannot fill " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void link(Path link, Path file) throws IOException {
        try {
            Files.createSymbolicLink(link, file);
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(file, link, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
