package io.nifistreaming.benchmarks.tail;

import io.nifistreaming.benchmarks.Effort;
import io.nifistreaming.benchmarks.report.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads the log and writes it to another file, without waiting for the disk: what tailing can't be faster than. */
record PlainCopy(AccessLog log, Path copy) {
    private static final int BUFFER = 256 << 10;

    Sample run() throws Exception {
        Files.deleteIfExists(copy);
        try {
            return Effort.of(ProcessHandle.current(), this::copied);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private long copied() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        try (FileChannel in = FileChannel.open(log.file());
                FileChannel out = FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (in.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
                buffer.clear();
            }
            return out.position();
        }
    }
}
