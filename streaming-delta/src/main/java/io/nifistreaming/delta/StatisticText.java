package io.nifistreaming.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.Simple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** Bounds of a column as Delta writes them: never too narrow, and not longer than they need to be. */
record StatisticText(JsonNode least, JsonNode most) {
    /** As Delta cuts texts. */
    private static final int MOST_CHARACTERS = 32;

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneOffset.UTC);

    /** Empty where a type has no bounds, or none of use. */
    static Optional<StatisticText> of(ColumnType type, Statistics<?> statistics) {
        Object least = statistics.genericGetMin();
        Object most = statistics.genericGetMax();
        if (type instanceof Decimal decimal) {
            return Optional.of(new StatisticText(decimal(least, decimal), decimal(most, decimal)));
        }
        return switch ((Simple) type) {
            case STRING -> text((Binary) least, (Binary) most);
            case LONG, INTEGER, SHORT, BYTE ->
                Optional.of(new StatisticText(whole((Number) least), whole((Number) most)));
            case FLOAT, DOUBLE -> Optional.of(new StatisticText(broken((Number) least), broken((Number) most)));
            case DATE -> Optional.of(new StatisticText(date(least), date(most)));
            case TIMESTAMP -> Optional.of(new StatisticText(timestamp(least), timestamp(most)));
            case BOOLEAN, BINARY -> Optional.empty();
        };
    }

    private static JsonNode whole(Number value) {
        return LongNode.valueOf(value.longValue());
    }

    private static JsonNode broken(Number value) {
        return DoubleNode.valueOf(
                value instanceof Float single ? Double.parseDouble(single.toString()) : value.doubleValue());
    }

    private static JsonNode date(Object days) {
        return TextNode.valueOf(LocalDate.ofEpochDay((Integer) days).toString());
    }

    /** Cut to milliseconds, which readers know of bounds. */
    private static JsonNode timestamp(Object micros) {
        Instant instant = Instant.EPOCH.plus((Long) micros, ChronoUnit.MICROS);
        return TextNode.valueOf(TIMESTAMP.format(instant.truncatedTo(ChronoUnit.MILLIS)));
    }

    private static JsonNode decimal(Object value, Decimal type) {
        BigInteger unscaled = value instanceof Binary bytes
                ? new BigInteger(bytes.getBytes())
                : BigInteger.valueOf(((Number) value).longValue());
        return DecimalNode.valueOf(new BigDecimal(unscaled, type.scale()));
    }

    private static Optional<StatisticText> text(Binary least, Binary most) {
        Optional<String> above = raised(most.toStringUsingUTF8());
        return above.map(
                one -> new StatisticText(TextNode.valueOf(cut(least.toStringUsingUTF8())), TextNode.valueOf(one)));
    }

    private static String cut(String text) {
        if (text.codePointCount(0, text.length()) <= MOST_CHARACTERS) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS));
    }

    /** The text, or a short one that is greater than all that begin like it; empty if there is none. */
    private static Optional<String> raised(String text) {
        String cut = cut(text);
        if (cut.length() == text.length()) {
            return Optional.of(text);
        }
        int[] points = cut.codePoints().toArray();
        for (int index = points.length - 1; index >= 0; index--) {
            int next = points[index] + 1;
            next = next == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : next;
            if (next <= Character.MAX_CODE_POINT) {
                points[index] = next;
                return Optional.of(new String(points, 0, index + 1));
            }
        }
        return Optional.empty();
    }
}
