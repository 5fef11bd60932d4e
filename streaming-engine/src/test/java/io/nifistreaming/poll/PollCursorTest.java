package io.nifistreaming.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollCursorTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void whatIsEncodedIsDecoded() {
        Validator odd = new Validator("W/\"a|b;c,d%\u00fc\"", "Thu, 01 Jan 2026 12:00:00 GMT", true);
        PollCursor cursor =
                new PollCursor("print", Map.of(PollCursor.key(URI.create("http://a/")), odd), 7, 3, NOON, 2);

        PollCursor decoded = PollCursor.decode(cursor.encode());

        assertThat(decoded).isEqualTo(cursor);
        assertThat(decoded.validator(URI.create("http://a/"))).isEqualTo(odd);
    }

    @Test
    void aCursorOfManyPagesStaysSmallAndKeepsOnlyWholeValidators() {
        Map<String, Validator> many = new LinkedHashMap<>();
        for (int page = 0; page < 500; page++) {
            many.put("key" + page, new Validator("\"etag-of-page-" + page + "\"", "", false));
        }
        PollCursor cursor = new PollCursor("print", many, 0, 0, NOON, 0);

        String text = cursor.encode();

        assertThat(text).hasSizeLessThanOrEqualTo(1_500);
        PollCursor decoded = PollCursor.decode(text);
        assertThat(decoded.validators()).hasSizeGreaterThan(20);
        decoded.validators().forEach((key, validator) -> assertThat(validator).isEqualTo(many.get(key)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2|new|format", "1|p|x|0|0|0|", "1|p|-1|0|0|0|", "1|p|0|0|0|0|k,1,%zz,", "{\"json\":1}"})
    void rubbishMeansFromTheStart(String text) {
        PollCursor decoded = PollCursor.decode(text);

        assertThat(decoded).isEqualTo(PollCursor.start());
    }

    @Test
    void anyTextCanBeDecodedWithoutAnException() {
        Random random = new Random(42);
        String alphabet = "1|p;,%0\"-9Z";

        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder("1|");
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(PollCursor.decode(text.toString())).isNotNull();
        }
    }

    @Test
    void aLongTargetNameMakesAShortKeyThatIsItsOwn() {
        String one = PollCursor.stateKey("n".repeat(500) + "1");
        String other = PollCursor.stateKey("n".repeat(500) + "2");

        assertThat(one).hasSizeLessThan(70).isNotEqualTo(other);
        assertThat(PollCursor.stateKey("acme")).isEqualTo("poll.acme");
    }

    @Test
    void aMovedScheduleAloneIsNotWorthSaving() {
        PollCursor cursor = new PollCursor("p", Map.of(), 0, 0, NOON, 0);

        assertThat(cursor.sameProgress(cursor.withNotBefore(NOON.plusSeconds(900))))
                .isTrue();
        assertThat(cursor.sameProgress(new PollCursor("p", Map.of(), 0, 1, NOON, 0)))
                .isFalse();
    }
}
