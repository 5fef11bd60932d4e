package io.nifistreaming.store;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes numbered batches of three until killed, and acknowledges each on standard output. */
final class StoreWriterProcess {
    private StoreWriterProcess() {}

    public static void main(String[] arguments) {
        PrintStream acknowledgements = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (RocksKeyedStore store = RocksKeyedStore.open(Path.of(arguments[0]), 8L << 20)) {
            long next = store.get(KeyedStoreContract.bytes("last"))
                            .map(RocksKeyedStoreTest::number)
                            .orElse(0L)
                    + 1;
            for (long number = next; number > 0; number++) {
                byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
                store.write(
                        new Batch()
                                .put(KeyedStoreContract.bytes("left/" + number), value)
                                .put(KeyedStoreContract.bytes("right/" + number), value)
                                .put(KeyedStoreContract.bytes("last"), value),
                        number % 2 == 0 ? Durability.POWER : Durability.PROCESS);
                acknowledgements.println(number);
            }
        }
    }
}
