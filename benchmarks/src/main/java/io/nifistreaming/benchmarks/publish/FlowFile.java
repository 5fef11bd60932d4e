package io.nifistreaming.benchmarks.publish;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Content for publishing: competitor prices, one JSON object a line, each of exactly the same size. */
final class FlowFile {
    private final int recordBytes;
    private final Random random = new Random(7);

    /** @param recordBytes size of a record without its line feed; at least 180 */
    FlowFile(int recordBytes) {
        this.recordBytes = recordBytes;
    }

    byte[] record(int number) {
        String start =
                "{\"sku\":\"SKU-" + String.format("%05d", number % 2_000) + "\",\"competitor\":\"alpha\",\"price\":"
                        + (1 + random.nextInt(999)) + "." + (10 + random.nextInt(90))
                        + ",\"currency\":\"EUR\",\"in_stock\":true,\"observed_at\":\"2026-11-20T10:00:00."
                        + (100 + random.nextInt(900)) + "Z\",\"title\":\"";
        StringBuilder record = new StringBuilder(recordBytes).append(start);
        while (record.length() < recordBytes - 2) {
            record.append((char) ('a' + random.nextInt(26)));
        }
        return record.append("\"}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    void write(Path file, int records) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (int number = 0; number < records; number++) {
                out.write(record(number));
                out.write('\n');
            }
        }
    }
}
