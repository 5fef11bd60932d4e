package io.nifistreaming.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Held by a command that starts or stops parts; the system releases it when the command's process ends, however. */
final class Lock implements AutoCloseable {
    private final FileChannel channel;

    private Lock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws SandboxException if another command holds it */
    static Lock of(Path dir) {
        try {
            Files.createDirectories(dir);
            FileChannel channel =
                    FileChannel.open(dir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!taken(channel)) {
                return new Lock(channel);
            }
            channel.close();
            throw new SandboxException("Another sandbox command is starting or stopping parts in " + dir
                    + ". Wait until it is done, or use another folder with --dir.");
        } catch (IOException e) {
            throw new SandboxException(
                    "Cannot write in " + dir + ": " + e.getMessage() + ". Choose another folder with --dir.", e);
        }
    }

    private static boolean taken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new SandboxException("Cannot release the lock of the sandbox: " + e.getMessage(), e);
        }
    }
}
