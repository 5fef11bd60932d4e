package io.nifistreaming.tail;

import java.io.ByteArrayOutputStream;

/** Keeps what was written with each batch. */
final class MemorySink implements TailSink {
    int discarded;
    /** Done once, when a content is opened. */
    Runnable atOpen = () -> {};

    @Override
    public Content open(Checkpoint of, TailBatch.Kind kind) {
        Runnable once = atOpen;
        atOpen = () -> {};
        once.run();
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
