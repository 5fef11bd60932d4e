package io.nifistreaming.benchmarks.tail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A log in the combined format, as web servers write it; the same seed and size give the same bytes.
 *
 * @param bytes its size
 * @param lines each ends with LF
 */
record AccessLog(Path file, long bytes, long lines) {
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);
    private static final int LINES_A_SECOND = 500;
    private static final int VARIANTS = 2_000;
    private static final int BUFFER = 1 << 20;
    private static final String[] AGENTS = {
        "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 14.6; rv:131.0) Gecko/20100101 Firefox/131.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "curl/8.10.1"
    };

    /** The log of this seed and about this size (at most one line less), made unless it is there already. */
    static AccessLog prepare(Path folder, long bytes, long seed) throws IOException {
        Path file = folder.resolve("access-" + bytes + "-" + seed + ".log");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Path unfinished = folder.resolve(file.getFileName() + ".unfinished");
            generate(unfinished, bytes, seed);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return new AccessLog(file, Files.size(file), count(file));
    }

    private static void generate(Path file, long bytes, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[][] hosts = new byte[VARIANTS][];
        byte[][] requests = new byte[VARIANTS][];
        for (int variant = 0; variant < VARIANTS; variant++) {
            hosts[variant] = host(random);
            requests[variant] = request(random);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            int filled = 0;
            long left = bytes;
            byte[] time = {};
            for (long line = 0; ; line++) {
                if (line % LINES_A_SECOND == 0) {
                    time = time(line / LINES_A_SECOND);
                }
                byte[] host = hosts[random.nextInt(VARIANTS)];
                byte[] request = requests[random.nextInt(VARIANTS)];
                int length = host.length + time.length + request.length;
                if (length > left) {
                    break;
                }
                if (filled + length > buffer.length) {
                    out.write(buffer, 0, filled);
                    filled = 0;
                }
                filled = append(buffer, append(buffer, append(buffer, filled, host), time), request);
                left -= length;
            }
            out.write(buffer, 0, filled);
        }
    }

    private static int append(byte[] buffer, int at, byte[] text) {
        System.arraycopy(text, 0, buffer, at, text.length);
        return at + text.length;
    }

    private static byte[] host(SplittableRandom random) {
        return String.format("203.0.113.%d - - [", random.nextInt(256)).getBytes(US_ASCII);
    }

    private static byte[] time(long seconds) {
        return BEGIN.plusSeconds(seconds).atOffset(ZoneOffset.UTC).format(TIME).getBytes(US_ASCII);
    }

    private static byte[] request(SplittableRandom random) {
        return String.format(
                        "] \"GET /products/SKU-%05d?page=%d HTTP/1.1\" %d %d \"https://shop.example/garden/%d\" \"%s\"%n",
                        random.nextInt(100_000),
                        random.nextInt(100),
                        random.nextInt(20) == 0 ? 404 : 200,
                        random.nextInt(100, 100_000),
                        random.nextInt(1_000),
                        AGENTS[random.nextInt(AGENTS.length)])
                .replace("\r\n", "\n")
                .getBytes(US_ASCII);
    }

    private static long count(Path file) throws IOException {
        long lines = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                for (int index = 0; index < length; index++) {
                    lines += buffer[index] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }
}
