package io.nifistreaming.tail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Walks through a line from left to right. What isn't there is null, and the cursor stays. */
final class TextCursor {
    private final String text;
    private int index;

    TextCursor(String text) {
        this.text = text;
    }

    int index() {
        return index;
    }

    void moveTo(int place) {
        index = place;
    }

    boolean atEnd() {
        return index >= text.length();
    }

    boolean skip(char expected) {
        if (!atEnd() && text.charAt(index) == expected) {
            index++;
            return true;
        }
        return false;
    }

    String rest() {
        String rest = text.substring(index);
        index = text.length();
        return rest;
    }

    /** What stands before the next space, which is skipped, or before the end; null if that is nothing. */
    String word() {
        int space = text.indexOf(' ', index);
        int end = space < 0 ? text.length() : space;
        if (end == index) {
            return null;
        }
        String word = text.substring(index, end);
        index = space < 0 ? end : space + 1;
        return word;
    }

    /** The longest text without any of these characters; may be empty. */
    String without(String stops) {
        int begin = index;
        while (!atEnd() && stops.indexOf(text.charAt(index)) < 0) {
            index++;
        }
        return text.substring(begin, index);
    }

    /** A text in double quotes, in which a backslash takes the meaning from the next character; as it is written. */
    String quoted() {
        if (atEnd() || text.charAt(index) != '"') {
            return null;
        }
        for (int end = index + 1; end < text.length(); end++) {
            char sign = text.charAt(end);
            if (sign == '\\') {
                end++;
            } else if (sign == '"') {
                String quoted = text.substring(index + 1, end);
                index = end + 1;
                return quoted;
            }
        }
        return null;
    }

    /** Takes back what Apache and nginx do to unusual characters; their {@code \xHH} are bytes of UTF-8. */
    static String unescaped(String escaped) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        StringBuilder plain = new StringBuilder(escaped.length());
        for (int at = 0; at < escaped.length(); at++) {
            char sign = escaped.charAt(at);
            if (sign != '\\' || at + 1 == escaped.length()) {
                plain.append(sign);
            } else if (hex(escaped, at) >= 0) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                for (int value = hex(escaped, at); value >= 0; value = hex(escaped, at)) {
                    bytes.write(value);
                    at += 4;
                }
                at--;
                plain.append(bytes.toString(StandardCharsets.UTF_8));
            } else {
                at++;
                plain.append(meaning(escaped.charAt(at)));
            }
        }
        return plain.toString();
    }

    private static int hex(String text, int at) {
        if (at + 4 > text.length() || text.charAt(at) != '\\' || text.charAt(at + 1) != 'x') {
            return -1;
        }
        int high = Character.digit(text.charAt(at + 2), 16);
        int low = Character.digit(text.charAt(at + 3), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static String meaning(char escaped) {
        return switch (escaped) {
            case '"', '\\' -> String.valueOf(escaped);
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'v' -> "\u000B";
            default -> "\\" + escaped;
        };
    }
}
