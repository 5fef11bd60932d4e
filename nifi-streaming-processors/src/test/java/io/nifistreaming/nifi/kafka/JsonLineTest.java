package io.nifistreaming.nifi.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Jackson reads what is written, whatever it is. */
class JsonLineTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int[] BELOW = {0x20, 0x80, 0x800, 0xd800, 0x10ffff};

    @Test
    void anyTextComesBackAsItWas() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        JsonLine line = new JsonLine();

        for (int round = 0; round < 2_000; round++) {
            String text = text(random);
            line.restart().raw('{').raw("\"a\":".getBytes(UTF_8)).text(text.getBytes(UTF_8));
            JsonNode read = JSON.readTree(written(line.raw('}')));

            assertThat(read.get("a").asText()).as("seed %d", seed).isEqualTo(text);
        }
    }

    @Test
    void numbersAndTheAbsenceOfATextAreWritten() throws IOException {
        JsonLine line = new JsonLine();
        for (long number : new long[] {0, 7, 10, 1_795_570_000_000L, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
            assertThat(written(line.restart().number(number))).hasToString(String.valueOf(number));
        }
        assertThat(written(line.restart().text(null))).isEqualTo("null");
    }

    @Test
    void anObjectOverSeveralLinesIsPutOnOne() throws IOException {
        byte[] pretty = "{\n\t\"a\":\r\n[1,\n2]}".getBytes(UTF_8);

        String one = written(new JsonLine().restart().onOneLine(pretty, 0, pretty.length));

        assertThat(one).doesNotContain("\n", "\r");
        assertThat(JSON.readTree(one)).isEqualTo(JSON.readTree(pretty));
    }

    private static String written(JsonLine line) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        line.writeTo(out);
        return out.toString(UTF_8);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(200); left > 0; left--) {
            int point = random.nextInt(BELOW[random.nextInt(BELOW.length)]);
            text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? '"' : point);
        }
        return text.append(random.nextBoolean() ? "\\" : "").toString();
    }
}
