package io.nifistreaming.shop.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/** A log file that is appended to, and rotated when it is large. Not thread-safe. */
public final class RotatingLog implements AutoCloseable {
    private final Path file;
    private final Rotation rotation;
    private final long rotateAt;
    private final int keep;
    private FileChannel channel;
    private long size;

    /**
     * @param file is appended to if it is there
     * @param rotateAt bytes after which it is rotated
     * @param keep rotated files that are kept, at least 1; the next one is deleted
     */
    public RotatingLog(Path file, Rotation rotation, long rotateAt, int keep) throws IOException {
        if (rotateAt < 1 || keep < 1) {
            throw new IllegalArgumentException("A log is rotated after 1 byte at least, and 1 file kept");
        }
        this.file = file;
        this.rotation = rotation;
        this.rotateAt = rotateAt;
        this.keep = keep;
        Files.createDirectories(file.toAbsolutePath().getParent());
        open();
    }

    /** Appends a line and its line feed; rotates afterwards where it is time. */
    public void append(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
        size += bytes.remaining();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        if (size >= rotateAt) {
            rotate();
        }
    }

    /** Rotates now. */
    public void rotate() throws IOException {
        makeRoom();
        if (rotation == Rotation.COPY_AND_TRUNCATE) {
            Files.copy(file, rotated(1), StandardCopyOption.REPLACE_EXISTING);
            channel.truncate(0);
            size = 0;
        } else {
            channel.close();
            Files.move(file, rotated(1));
            open();
        }
    }

    private void makeRoom() throws IOException {
        Files.deleteIfExists(rotated(keep));
        for (int number = keep - 1; number >= 1; number--) {
            if (Files.exists(rotated(number))) {
                shift(number);
            }
        }
    }

    private void shift(int number) throws IOException {
        Path from = rotated(number);
        if (rotation == Rotation.RENAME_AND_COMPRESS && number == 1) {
            Path hidden = file.resolveSibling("." + file.getFileName() + ".gz");
            try (InputStream in = Files.newInputStream(from);
                    OutputStream out = new GZIPOutputStream(Files.newOutputStream(hidden))) {
                in.transferTo(out);
            }
            Files.move(hidden, rotated(2));
            Files.delete(from);
        } else {
            Files.move(from, rotated(number + 1));
        }
    }

    private Path rotated(int number) {
        String suffix = rotation == Rotation.RENAME_AND_COMPRESS && number > 1 ? ".gz" : "";
        return file.resolveSibling(file.getFileName() + "." + number + suffix);
    }

    private void open() throws IOException {
        channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        size = channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
