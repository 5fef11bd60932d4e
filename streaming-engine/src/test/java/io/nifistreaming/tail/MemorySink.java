package io.nifistreaming.tail;

import java.io.ByteArrayOutputStream;

/** Keeps what was written with each batch. */
final class MemorySink implements TailSink {
    int discarded;

    @Override
    public Content open(Checkpoint of, TailBatch.Kind kind) {
        return new Memory();
    }

    static byte[] bytes(TailBatch batch) {
        return ((Memory) batch.content()).bytes.toByteArray();
    }

    private final class Memory implements Content {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(byte[] source, int from, int length) {
            bytes.write(source, from, length);
        }

        @Override
        public void close() {}

        @Override
        public void discard() {
            discarded++;
        }
    }
}
