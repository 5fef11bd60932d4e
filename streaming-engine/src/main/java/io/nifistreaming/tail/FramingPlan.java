package io.nifistreaming.tail;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * How a file's bytes are made into records.
 *
 * @param charset of the file; decides how the delimiter is written and what patterns see, and changes no byte
 * @param multiLine which lines belong together; empty where each line is a record
 */
public record FramingPlan(LineEnd lineEnd, Charset charset, Optional<MultiLine> multiLine) {
    public FramingPlan {
        Objects.requireNonNull(lineEnd, "lineEnd");
        Objects.requireNonNull(multiLine, "multiLine");
        if (!charset.canEncode() || encoded("aa", charset).length != 2 * encoded("a", charset).length) {
            throw new IllegalArgumentException("In charset " + charset
                    + " a delimiter may be written in several ways: name one with a fixed byte order, such as"
                    + " UTF-16LE");
        }
        if (lineEnd instanceof LineEnd.Text text) {
            unmistakable(text, charset);
        }
        if (lineEnd instanceof LineEnd.Bytes bytes && bytes.bytes().length % unit(charset) != 0) {
            throw new IllegalArgumentException("The delimiter " + bytes.hex() + " isn't made of whole characters of "
                    + charset + ", which has " + unit(charset) + " bytes in each");
        }
    }

    /** Lines of UTF-8, or of anything else that writes LF as one byte, ended by LF. */
    public static FramingPlan lines() {
        return new FramingPlan(LineEnd.LF, StandardCharsets.UTF_8, Optional.empty());
    }

    public static FramingPlan of(LineEnd lineEnd, Charset charset) {
        return new FramingPlan(lineEnd, charset, Optional.empty());
    }

    public FramingPlan joined(MultiLine events) {
        return new FramingPlan(lineEnd, charset, Optional.of(events));
    }

    /** A new framer, for one thread. */
    public DelimitedFramer framer() {
        LineFramer lines = lineFramer();
        return multiLine.isPresent() ? new LineJoiner(lines, multiLine.get(), charset) : lines;
    }

    /**
     * Marks the ends of this plan's events with a byte, so that they can be told apart later.
     *
     * @throws IllegalArgumentException if other characters of the charset hold that byte too
     */
    public EventDelimiter marking(byte mark) {
        boolean control = mark >= 0 && mark < ' ';
        boolean ascii = mark >= 0 && charset.equals(StandardCharsets.UTF_8);
        if (unit(charset) > 1 || !(control || ascii || isSingleByte(charset))) {
            throw new IllegalArgumentException(String.format(
                    "In charset %s the event delimiter %02X may also be part of a character: use a control character"
                            + " and a charset that writes it as one byte, or join no lines",
                    charset, mark));
        }
        return new EventDelimiter(framer(), mark);
    }

    private LineFramer lineFramer() {
        if (lineEnd instanceof LineEnd.Text text) {
            return delimitedBy(encoded(text.characters(), charset));
        }
        if (lineEnd instanceof LineEnd.Bytes bytes) {
            return delimitedBy(bytes.bytes());
        }
        return new AutomaticFramer(encoded("\r", charset), encoded("\n", charset), unit(charset));
    }

    private LineFramer delimitedBy(byte[] delimiter) {
        return delimiter.length == 1 ? new ByteFramer(delimiter[0]) : new BytesFramer(delimiter, unit(charset));
    }

    /** In some charsets a character's second byte may look like another character; control characters never do. */
    private static void unmistakable(LineEnd.Text text, Charset charset) {
        boolean everyByteTells = charset.equals(StandardCharsets.UTF_8) || unit(charset) > 1 || isSingleByte(charset);
        if (!everyByteTells && text.characters().charAt(0) >= ' ') {
            throw new IllegalArgumentException("In charset " + charset + " the bytes of the delimiter '"
                    + text.characters() + "' may also be part of another character: use a delimiter that begins with a"
                    + " control character, such as a line feed");
        }
        encoded(text.characters(), charset);
    }

    private static boolean isSingleByte(Charset charset) {
        return charset.newEncoder().maxBytesPerChar() == 1;
    }

    private static int unit(Charset charset) {
        return encoded("a", charset).length;
    }

    private static byte[] encoded(String text, Charset charset) {
        try {
            ByteBuffer bytes = charset.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "The delimiter '" + text + "' can't be written in charset " + charset + ": choose another", e);
        }
    }
}
