package io.nifistreaming.tail;

import java.util.HexFormat;
import java.util.Locale;

/** What ends a line. */
public sealed interface LineEnd {
    LineEnd LF = new Text("\n");
    LineEnd CR = new Text("\r");
    LineEnd CRLF = new Text("\r\n");

    /** LF, CR LF or CR, whichever comes, also mixed in one file. */
    LineEnd AUTOMATIC = new Automatic();

    /** These characters, as the charset writes them. */
    static LineEnd text(String characters) {
        return new Text(characters);
    }

    /** Exactly these bytes, written in hexadecimal, such as {@code 1E} or {@code 0D 0A}. */
    static LineEnd hex(String bytes) {
        try {
            return new Bytes(bytes.replace(" ", "").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + bytes + "' is no line delimiter: write its bytes with two hexadecimal digits each", e);
        }
    }

    record Text(String characters) implements LineEnd {
        public Text {
            if (characters == null || characters.isEmpty()) {
                throw new IllegalArgumentException("A line delimiter needs at least one character");
            }
        }
    }

    record Bytes(String hex) implements LineEnd {
        public Bytes {
            if (HexFormat.of().parseHex(hex).length == 0) {
                throw new IllegalArgumentException("A line delimiter needs at least one byte");
            }
        }

        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }

    record Automatic() implements LineEnd {}
}
