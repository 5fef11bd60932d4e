package io.nifistreaming.benchmarks.tail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Many small logs in folders of a hundred, as a host of many shops or containers has them.
 *
 * @param files how many there are at first
 */
record ManyLogs(Path folder, int files) {
    private static final int A_FOLDER = 100;
    private static final int LINES = 20;
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(100);
    private static final int LINES_A_WRITE = 10;

    /** Makes them anew. */
    static ManyLogs create(Path folder, int files) throws IOException {
        ManyLogs logs = new ManyLogs(Emptied.folder(folder), files);
        for (int number = 0; number < files; number++) {
            Path file = logs.file(number);
            Files.createDirectories(file.getParent());
            Files.write(file, lines("log " + number, LINES));
        }
        return logs;
    }

    long bytes() throws IOException {
        long bytes = 0;
        for (int number = 0; number < files; number++) {
            bytes += Files.size(file(number));
        }
        return bytes;
    }

    /** A further log, which is there at once with a few lines. */
    void appear(int number) throws IOException {
        Path hidden = folder.resolve("hidden");
        Files.write(hidden, lines("new log " + number, LINES));
        Files.move(hidden, file(files + number), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Writes to so many of them, a hundred lines a second each.
     *
     * @return bytes written
     */
    long write(int busy, Duration during) throws IOException {
        List<OutputStream> open = new ArrayList<>();
        try {
            for (int index = 0; index < busy; index++) {
                open.add(Files.newOutputStream(file(index * (files / busy)), StandardOpenOption.APPEND));
            }
            return write(open, during);
        } finally {
            for (OutputStream out : open) {
                out.close();
            }
        }
    }

    private static long write(List<OutputStream> open, Duration during) throws IOException {
        long bytes = 0;
        long begin = System.nanoTime();
        long writes = during.dividedBy(BETWEEN_WRITES);
        for (long write = 0; write < writes; write++) {
            byte[] lines = lines("write " + write, LINES_A_WRITE);
            for (OutputStream out : open) {
                out.write(lines);
                bytes += lines.length;
            }
            long next = begin + (write + 1) * BETWEEN_WRITES.toNanos();
            LockSupport.parkNanos(next - System.nanoTime());
        }
        return bytes;
    }

    /** The same names in each folder, as hosts of many shops or containers have them; new ones join the first. */
    private Path file(int number) {
        int home = number < files ? number / A_FOLDER : 0;
        String name = number < files ? "till-" + number % A_FOLDER : "new-" + number;
        return folder.resolve(String.format("shop-%03d", home)).resolve(name + ".log");
    }

    private static byte[] lines(String what, int count) {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < count; line++) {
            lines.append("2026-11-24 10:00:00,000 INFO sale ")
                    .append(what)
                    .append(", line ")
                    .append(line)
                    .append(": sku=SKU-00042 quantity=3 price=19.99 currency=EUR customer=none payment=card ")
                    .append("till=open shop=4711 cashier=17 receipt=printed campaign=none discount=0.00 tax=19\n");
        }
        return lines.toString().getBytes(US_ASCII);
    }
}
