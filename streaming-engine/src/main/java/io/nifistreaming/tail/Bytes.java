package io.nifistreaming.tail;

import java.util.Arrays;

/** Comparisons of parts of byte arrays. */
final class Bytes {
    private Bytes() {}

    /** Whether {@code part} stands at {@code index}, where there must be room for it. */
    static boolean startsWith(byte[] bytes, int index, byte[] part) {
        return Arrays.equals(bytes, index, index + part.length, part, 0, part.length);
    }
}
