package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nifistreaming.nifi.kafka.JsonScanner.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonScannerTest {
    private static final ObjectMapper ORACLE =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final List<String> SEEDS = List.of(
            "{\"sku\":\"A-1\",\"price\":12.90,\"in_stock\":true,\"tags\":[\"a\",\"b\",[]],\"x\":null}",
            "{\"a\":{\"sku\":\"deep\"},\"sku\":-0.5e+10,\"t\":\"\\u00e9\\n\\\"q\\\\\"}",
            "{\"title\":\"Gartenstühle für 2 € 😀\",\"sku\":\"ü\",\"n\":[1,2,{\"b\":false}]}",
            "{ \"s\\u006bu\" : \"esc\\taped\" , \"z\" : { } }");

    @Test
    void acceptsAndRefusesExactlyWhatJacksonDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        JsonScanner scanner = new JsonScanner(FieldPath.parse("/sku"));

        for (int round = 0; round < 200_000; round++) {
            byte[] json = mutated(random);
            if (hasSurrogateEscape(json)) {
                continue;
            }
            int end = scanner.scan(json, 0, json.length, Layout.MANY_LINES);

            assertThat(end > 0 && new String(json, end, json.length - end, StandardCharsets.UTF_8).isBlank())
                    .as("seed %d: %s", seed, new String(json, StandardCharsets.UTF_8))
                    .isEqualTo(oracleAccepts(json));
        }
    }

    @Test
    void findsTheKeyThatJacksonFinds() throws IOException {
        JsonScanner scanner = new JsonScanner(FieldPath.parse("/sku"));

        for (String text : SEEDS) {
            byte[] json = text.getBytes(StandardCharsets.UTF_8);
            scanner.scan(json, 0, json.length, Layout.ONE_LINE);

            JsonNode sku = ORACLE.readTree(json).get("sku");
            String written = sku.isTextual() ? sku.asText() : "-0.5e+10";
            assertThat(new String(scanner.key(), StandardCharsets.UTF_8)).isEqualTo(written);
        }
    }

    @Test
    void findsAKeyInsideAnotherFieldAndTheLastOfTwo() throws IOException {
        JsonScanner scanner = new JsonScanner(FieldPath.parse("/product/id"));
        byte[] json = "{\"id\":1,\"product\":{\"id\":2,\"product\":{\"id\":3},\"id\":4},\"x\":{\"id\":5}}"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(scanner.scan(json, 0, json.length, Layout.ONE_LINE)).isEqualTo(json.length);
        assertThat(scanner.key()).asString().isEqualTo("4");
    }

    @Test
    void anAbsentOrNullKeyIsNoKeyAndAStructureIsToldApart() throws IOException {
        JsonScanner scanner = new JsonScanner(FieldPath.parse("/sku"));

        assertThat(keyOf(scanner, "{\"other\":1}")).isNull();
        assertThat(keyOf(scanner, "{\"sku\":null}")).isNull();
        assertThat(keyOf(scanner, "{\"sku\":\"\"}")).isEmpty();
        keyOf(scanner, "{\"sku\":[1]}");
        assertThat(scanner.keyIsStructure()).isTrue();
    }

    @Test
    void everyBeginningOfAnObjectIsIncomplete() {
        JsonScanner scanner = new JsonScanner(FieldPath.NONE);

        for (String text : SEEDS) {
            byte[] json = text.getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < json.length; length++) {
                assertThat(scanner.scan(json, 0, length, Layout.ONE_LINE))
                        .as("the first %d bytes of %s", length, text)
                        .isEqualTo(JsonTokens.INCOMPLETE);
            }
        }
    }

    @Test
    void refusesNestingThatCouldExhaustTheStack() {
        JsonScanner scanner = new JsonScanner(FieldPath.NONE);
        byte[] json = ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);

        assertThat(scanner.scan(json, 0, json.length, Layout.ONE_LINE)).isEqualTo(JsonTokens.MALFORMED);
        assertThat(scanner.error()).contains("1000 levels");
    }

    /** Jackson refuses lone surrogates in names alone; RFC 8259 allows them anywhere. */
    private static boolean hasSurrogateEscape(byte[] json) {
        return new String(json, StandardCharsets.ISO_8859_1).matches("(?is).*\\\\ud.*");
    }

    private static byte[] keyOf(JsonScanner scanner, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        scanner.scan(bytes, 0, bytes.length, Layout.ONE_LINE);
        return scanner.key();
    }

    private static boolean oracleAccepts(byte[] json) {
        try {
            // Jackson lets some malformed UTF-8 pass; the JDK's decoder does not.
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            return ORACLE.readTree(json).isObject();
        } catch (IOException malformed) {
            return false;
        }
    }

    /** A seed with some bytes changed, dropped or doubled: often still JSON, often not. */
    private static byte[] mutated(Random random) {
        byte[] json = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
        byte[] interesting = "\"\\{}[]:,0123456789-+.eEtfn \t\n\u0001é€😀u".getBytes(StandardCharsets.UTF_8);
        for (int change = random.nextInt(3); change >= 0; change--) {
            int at = random.nextInt(json.length);
            switch (random.nextInt(3)) {
                case 0 -> json[at] = interesting[random.nextInt(interesting.length)];
                case 1 -> json = without(json, at);
                default -> json[at] = json[random.nextInt(json.length)];
            }
        }
        return json;
    }

    private static byte[] without(byte[] json, int at) {
        byte[] shorter = new byte[json.length - 1];
        System.arraycopy(json, 0, shorter, 0, at);
        System.arraycopy(json, at + 1, shorter, at, shorter.length - at);
        return shorter;
    }
}
