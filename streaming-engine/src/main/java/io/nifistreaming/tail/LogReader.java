package io.nifistreaming.tail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads on from a position, and proves before and after that the file is still the one that the position is of. */
final class LogReader {
    private final OpenLog log;
    private final Position from;
    private final byte[] last = new byte[Fingerprinter.TAIL];
    private int lastLength;

    LogReader(OpenLog log, Position from) {
        this.log = log;
        this.from = from;
    }

    /** False if the bytes before the position aren't what they were. */
    boolean start() throws IOException {
        int length = (int) Math.min(Fingerprinter.TAIL, from.offset());
        try {
            byte[] before = Fingerprinter.read(log, from.offset() - length, length);
            passed(before, before.length);
            return before.length == length && Fingerprinter.hash(before, 0, length) == from.tail();
        } catch (IOException e) {
            throw new UnreadableException(e);
        }
    }

    /** Reads as many of the bytes as there are. */
    int fill(byte[] into, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
        try {
            while (buffer.hasRemaining()) {
                if (log.read(buffer, position + buffer.position()) < 0) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new UnreadableException(e);
        }
        return buffer.position();
    }

    /** Keeps the last of the bytes that count as read. */
    void passed(byte[] bytes, int length) {
        int taken = Math.min(length, last.length);
        int kept = Math.min(lastLength, last.length - taken);
        System.arraycopy(last, lastLength - kept, last, 0, kept);
        System.arraycopy(bytes, length - taken, last, kept, taken);
        lastLength = kept + taken;
    }

    long tail() {
        return Fingerprinter.hash(last, 0, lastLength);
    }

    /** Whether the file still holds what was read of it, up to the position; a compressed one never changes. */
    boolean stillHolds(Fingerprint beginning, Form form, long position) throws IOException {
        if (form != Form.PLAIN) {
            return true;
        }
        try {
            byte[] now = Fingerprinter.read(log, position - lastLength, lastLength);
            return Arrays.equals(now, Arrays.copyOf(last, lastLength)) && Fingerprinter.begins(log, beginning);
        } catch (IOException e) {
            throw new UnreadableException(e);
        }
    }
}
