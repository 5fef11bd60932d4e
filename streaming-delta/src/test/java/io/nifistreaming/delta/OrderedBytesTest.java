package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.Simple;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderedBytesTest {
    @Test
    void bytesOrderAsValuesDoAndGiveThemBack() {
        check(Simple.LONG, Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE);
        check(Simple.TIMESTAMP, -5L, 7L);
        check(Simple.INTEGER, Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE);
        check(Simple.DATE, -10, 20_000);
        check(Simple.DOUBLE, Double.NEGATIVE_INFINITY, -1.5, 0.0, 1e-300, 2.0, Double.POSITIVE_INFINITY, Double.NaN);
        check(Simple.FLOAT, -2f, 0.25f, Float.MAX_VALUE);
        check(Simple.BOOLEAN, false, true);
        check(new Decimal(12, 2), decimal("-99.99"), decimal("0.00"), decimal("0.01"), decimal("1234567890.12"));
        check(
                new Decimal(38, 2),
                decimal("-123456789012345678901234567890123456.78"),
                decimal("-0.01"),
                decimal("0.00"),
                decimal("123456789012345678901234567890123456.78"));
        check(Simple.STRING, "", "\0", "\0a", "a", "a\0", "a\0b", "aa", "b", "ä", "\uFFFD", "\uD83D\uDE00");
    }

    /** Else "a", "bc" would be the same key as "ab", "c". */
    @Test
    void keysOfSeveralColumnsAreToldApart() {
        assertThat(bytes("a", "bc")).isNotEqualTo(bytes("ab", "c"));
        assertThat(bytes("a", "\0")).isNotEqualTo(bytes("a\0", ""));
        assertThat(Arrays.compareUnsigned(bytes("a", "z"), bytes("ab", "a"))).isNegative();
    }

    @Test
    void bothZerosAreOneNumberAndBoundsAreRoundedAway() {
        assertThat(new OrderedBytes().put(Simple.DOUBLE, -0.0).copy())
                .isEqualTo(new OrderedBytes().put(Simple.DOUBLE, 0.0).copy());
        Decimal type = new Decimal(9, 1);
        assertThat(new OrderedBytes()
                        .put(type, decimal("1.25"), RoundingMode.CEILING)
                        .copy())
                .isEqualTo(new OrderedBytes().put(type, decimal("1.3")).copy());
        assertThat(new OrderedBytes()
                        .put(type, decimal("1.25"), RoundingMode.FLOOR)
                        .copy())
                .isEqualTo(new OrderedBytes().put(type, decimal("1.2")).copy());
    }

    private static void check(ColumnType type, Object... ascending) {
        byte[] before = null;
        for (Object value : ascending) {
            byte[] bytes = new OrderedBytes().put(type, value).copy();
            if (before != null) {
                assertThat(Arrays.compareUnsigned(before, bytes))
                        .as("%s before %s", type, value)
                        .isNegative();
            }
            Object back = OrderedBytes.value(type, bytes);
            assertThat(back instanceof byte[] utf8 ? new String(utf8, StandardCharsets.UTF_8) : back)
                    .isEqualTo(value);
            before = bytes;
        }
    }

    private static byte[] bytes(String... texts) {
        OrderedBytes bytes = new OrderedBytes();
        List.of(texts).forEach(text -> bytes.put(Simple.STRING, text));
        return bytes.copy();
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
