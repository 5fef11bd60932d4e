package io.nifistreaming.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksKeyedStoreTest extends KeyedStoreContract {
    private static final long MEMORY = 8L << 20;

    @TempDir
    Path folder;

    @Override
    KeyedStore open() {
        return RocksKeyedStore.open(folder.resolve("store"), MEMORY);
    }

    @Override
    KeyedStore reopen(KeyedStore before) {
        before.close();
        return open();
    }

    @Test
    void aDirectoryInUseIsRefusedWithTheRemedy() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(this::open)
                .withMessageContaining(folder.resolve("store").toString())
                .withMessageContaining("directory of its own")
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(StoreException.Kind.IN_USE));
    }

    @Test
    void damagedFilesAreReportedWithTheRemedy() throws IOException {
        Path damaged = folder.resolve("damaged");
        try (RocksKeyedStore store = RocksKeyedStore.open(damaged, MEMORY)) {
            store.write(new Batch().put(bytes("a"), bytes("1")), Durability.POWER);
        }
        try (Stream<Path> files = Files.list(damaged)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("MANIFEST"))
                    .toList()) {
                Files.write(file, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
            }
        }

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> RocksKeyedStore.open(damaged, MEMORY))
                .withMessageContaining("Move the directory away")
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(StoreException.Kind.CORRUPT));
    }

    @Test
    void aPathThatIsNoDirectoryIsRefusedWithTheRemedy() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> RocksKeyedStore.open(file.resolve("below"), MEMORY))
                .withMessageContaining("Check the path")
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(StoreException.Kind.UNUSABLE));
    }

    @Test
    void batchesAreWholeAfterTheWriterWasKilled() throws Exception {
        for (int round = 0; round < 3; round++) {
            Path crashed = folder.resolve("crashed");
            long acknowledged = killWriterInMidWriting(crashed, 100 + 50 * round);

            try (RocksKeyedStore store = RocksKeyedStore.open(crashed, MEMORY)) {
                long last = number(store.get(bytes("last")).orElseThrow());
                assertThat(last).isGreaterThanOrEqualTo(acknowledged);
                assertWholeUpTo(store, last);
            }
        }
    }

    private static void assertWholeUpTo(RocksKeyedStore store, long last) {
        for (String side : List.of("left/", "right/")) {
            long[] count = {0};
            store.scan(bytes(side), (key, value) -> {
                assertThat(number(value)).isLessThanOrEqualTo(last);
                count[0]++;
                return true;
            });
            assertThat(count[0]).as(side).isEqualTo(last);
        }
    }

    private static long killWriterInMidWriting(Path directory, int batches) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreWriterProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long acknowledged = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            for (int line = 0; line < batches; line++) {
                acknowledged = Long.parseLong(lines.readLine());
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
        return acknowledged;
    }

    static long number(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }
}
