package io.nifistreaming.tail;

import java.nio.charset.StandardCharsets;

/** What each log may begin with, as applications write it that tell their version, or the names of columns. */
enum LogHeader {
    NONE(""),
    SHORT("# version 1 of an application that says so at the beginning of each log\n"),
    COLUMNS(("name-of-a-column;".repeat(8) + "\n").repeat(8)),
    /** Longer than a fingerprint. */
    LONG(("name-of-a-column;".repeat(8) + "\n").repeat(31));

    final byte[] bytes;

    LogHeader(String text) {
        bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    int length() {
        return bytes.length;
    }
}
