package io.nifistreaming.delta;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The log on a local disk, safe for writers in several processes: a version is written aside, forced to the disk, and
 * gets its name by a hard link, which fails if the name is taken. Delta's own store for local disks is safe within one
 * process only.
 */
public final class LinkingLogStore extends HadoopFileSystemLogStore {
    public LinkingLogStore(Configuration configuration) {
        super(configuration);
    }

    @Override
    public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
            throws IOException {
        java.nio.file.Path target = java.nio.file.Path.of(path.toUri().getPath());
        java.nio.file.Path parent = target.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new java.io.FileNotFoundException("There is no directory " + parent + " for a table's log");
        }
        java.nio.file.Path aside = parent.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            write(aside, actions);
            if (overwrite) {
                Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                link(target, aside);
            }
            forceDirectory(parent);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    @Override
    public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
        return false;
    }

    private static void write(java.nio.file.Path file, Iterator<String> lines) throws IOException {
        try (BufferedWriter writer =
                Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW)) {
            while (lines.hasNext()) {
                writer.write(lines.next());
                writer.write('\n');
            }
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Where no links are known (FAT, some network disks), the name itself is made anew, which fails likewise. */
    private static void link(java.nio.file.Path target, java.nio.file.Path aside) throws IOException {
        try {
            Files.createLink(target, aside);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (UnsupportedOperationException noLinks) {
            Files.copy(aside, target);
        }
    }

    private static void forceDirectory(java.nio.file.Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
