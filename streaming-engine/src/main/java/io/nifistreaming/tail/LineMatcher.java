package io.nifistreaming.tail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Searches lines for a {@link LinePattern}, decoding only those that are not plain ASCII. */
final class LineMatcher {
    private static final int ASCII = 128;

    private final LinePattern pattern;
    private final Matcher matcher;
    private final boolean anchored;
    private final Charset charset;
    private final boolean asciiAsItIs;
    private final BoundedText text = new BoundedText();

    LineMatcher(LinePattern pattern, Charset charset) {
        this.pattern = pattern;
        this.matcher = Pattern.compile(pattern.regex()).matcher("");
        this.anchored = isAnchored(pattern.regex());
        this.charset = charset;
        this.asciiAsItIs = isAsciiAsItIs(charset);
    }

    /** Whether the line {@code [from, to)} is one of the pattern's; only its first bytes are looked at. */
    boolean matches(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + MultiLine.BYTES_SEEN);
        if (asciiAsItIs && isAscii(bytes, from, end)) {
            text.ofAscii(bytes, from, end);
        } else {
            text.of(new String(bytes, from, end - from, charset));
        }
        return found() != pattern.negate();
    }

    private boolean found() {
        matcher.reset(text);
        try {
            return anchored ? matcher.lookingAt() : matcher.find();
        } catch (BoundedText.TooCostly | StackOverflowError e) {
            // Alternatives under a star recurse once a character: deep, but as harmless as any other costly search.
            return false;
        }
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        byte all = 0;
        for (int index = from; index < to; index++) {
            all |= bytes[index];
        }
        return all >= 0;
    }

    /** Whether the search may stop after the line's beginning; when in doubt, it may not. */
    private static boolean isAnchored(String regex) {
        boolean quantified = regex.length() > 1 && "?*+{".indexOf(regex.charAt(1)) >= 0;
        return regex.charAt(0) == '^' && regex.indexOf('|') < 0 && !quantified;
    }

    private static boolean isAsciiAsItIs(Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return true;
        }
        byte[] bytes = new byte[ASCII];
        for (int value = 0; value < ASCII; value++) {
            bytes[value] = (byte) value;
        }
        return charset.newEncoder().maxBytesPerChar() == 1
                && new String(bytes, charset).equals(new String(bytes, StandardCharsets.US_ASCII));
    }
}
