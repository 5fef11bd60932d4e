package io.nifistreaming.benchmarks.tail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A folder that is tailed, into which logs are put, one after another. */
final class Inbox {
    private final Path folder;
    private int given;

    Inbox(Path folder) {
        this.folder = folder;
    }

    /** What is to be tailed. */
    String pattern() {
        return folder.toAbsolutePath().normalize() + "/*.log";
    }

    /**
     * Puts a copy of the log there, which appears at once. A new one each time: what knows files by their inodes, or
     * knows what of a file it has delivered, would not take the same again.
     */
    Path give(AccessLog log) throws IOException {
        Path hidden = folder.resolve("hidden");
        Files.copy(log.file(), hidden, StandardCopyOption.REPLACE_EXISTING);
        return Files.move(hidden, folder.resolve("access-" + System.currentTimeMillis() + "-" + given++ + ".log"));
    }
}
