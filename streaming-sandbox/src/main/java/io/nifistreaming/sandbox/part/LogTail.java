package io.nifistreaming.sandbox.part;

import io.nifistreaming.sandbox.Waiting;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The last lines of a log file, read from its end: it may be large. */
public final class LogTail {
    private static final int BYTES_PER_LINE = 400;
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_OF_A_TAIL = 1 << 28;
    private static final Duration FOREVER = Duration.ofDays(365);

    private LogTail() {}

    /** At most {@code lines} lines; empty when there is no such file. */
    public static List<String> of(Path file, int lines) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, access.length() - Math.min(MOST_OF_A_TAIL, (long) lines * BYTES_PER_LINE));
            access.seek(from);
            byte[] bytes = new byte[(int) (access.length() - from)];
            access.readFully(bytes);
            List<String> read =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            // Where the reading began in the middle of a line, its rest says nothing.
            List<String> whole = from > 0 && read.size() > 1 ? read.subList(1, read.size()) : read;
            return whole.subList(Math.max(0, whole.size() - lines), whole.size());
        } catch (IOException e) {
            return List.of("(" + file + " cannot be read: " + e.getMessage() + ")");
        }
    }

    /** Hands over each line that is added, until the thread is interrupted; begins anew when the file rolls over. */
    public static void follow(Path file, Consumer<String> sink) {
        long[] at = {file.toFile().length()};
        Waiting.until(FOREVER, () -> {
            at[0] = step(file, at[0], sink);
            return false;
        });
    }

    private static long step(Path file, long from, Consumer<String> sink) {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            access.seek(access.length() < from ? 0 : from);
            byte[] bytes = new byte[(int) Math.min(MOST_BYTES, access.length() - access.getFilePointer())];
            long start = access.getFilePointer();
            access.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(sink);
            return start + end;
        } catch (IOException expected) {
            // Just being rolled over, or not there yet: looked at again in a moment.
            return from;
        }
    }
}
