package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlicedCursorTest {
    private static final int WINDOW = 64;

    @Test
    void passesTheLinesThroughUnchangedWithTheirKeys() throws IOException {
        List<String> records = json("{\"sku\":\"a\", \"price\":1.10}\r\n\n  {\"sku\":2}\n{\"other\":true}");

        assertThat(records)
                .containsExactly("a={\"sku\":\"a\", \"price\":1.10}", "2={\"sku\":2}", "null={\"other\":true}");
    }

    @Test
    void refusesABrokenLineAloneWhereverItStands() throws IOException {
        String good = "{\"sku\":\"x\"}\n";

        for (String broken :
                List.of("{\"sku\":", "{\"sku\":\"a", "nonsense", "{\"sku\":1} {\"sku\":2}", "{a:1}", "7")) {
            assertThat(json(broken + "\n" + good))
                    .as("first: %s", broken)
                    .containsExactly("!" + broken, "x={\"sku\":\"x\"}");
            assertThat(json(good + broken + "\n" + good))
                    .as("middle: %s", broken)
                    .containsExactly("x={\"sku\":\"x\"}", "!" + broken, "x={\"sku\":\"x\"}");
            assertThat(json(good + broken)).as("last: %s", broken).containsExactly("x={\"sku\":\"x\"}", "!" + broken);
        }
    }

    @Test
    void readsTheElementsOfOneArray() throws IOException {
        assertThat(json(" [ {\"sku\":1} ,\n{\"sku\":\n2}] \n")).containsExactly("1={\"sku\":1}", "2={\"sku\":\n2}");
        assertThat(json("[]")).isEmpty();
        assertThat(json("\ufeff[{\"sku\":1}]")).containsExactly("1={\"sku\":1}");
    }

    @Test
    void refusesTheRestOfABrokenArrayAsOne() throws IOException {
        assertThat(json("[{\"sku\":1},{\"sku\":x},{\"sku\":3}]"))
                .containsExactly("1={\"sku\":1}", "!{\"sku\":x},{\"sku\":3}]");
        assertThat(json("[{\"sku\":1} {\"sku\":2}]")).containsExactly("1={\"sku\":1}", "!{\"sku\":2}]");
        assertThat(json("[{\"sku\":1}] more")).containsExactly("1={\"sku\":1}", "!more");
        assertThat(json("[] more")).containsExactly("!more");
    }

    @Test
    void anArrayThatWasCutOffIsUnreadableAsAWhole() {
        assertThatThrownBy(() -> json("[{\"sku\":1},"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut off");
        assertThatThrownBy(() -> json("[{\"sku\":1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut off");
        assertThatThrownBy(() -> json("[")).isInstanceOf(IOException.class).hasMessageContaining("cut off");
    }

    @Test
    void readsObjectsThatRunOverSeveralLines() throws IOException {
        assertThat(json("{\n  \"sku\": \"a\"\n}\n{\n\"sku\": 1 }"))
                .containsExactly("a={\n  \"sku\": \"a\"\n}", "1={\n\"sku\": 1 }");
        assertThat(json("{\n \"sku\": \"a\",\n}\n{\"sku\":1}")).containsExactly("!{\n \"sku\": \"a\",\n}\n{\"sku\":1}");
    }

    @Test
    void aKeyThatIsNoPlainValueRefusesItsRecordAlone() throws IOException {
        assertThat(json("{\"sku\":{}}\n{\"sku\":1}")).containsExactly("!{\"sku\":{}}", "1={\"sku\":1}");
    }

    @Test
    void aLineLargerThanTheWindowIsRefusedAloneInBoundedMemory() throws IOException {
        String huge = "{\"sku\":\"" + "x".repeat(10 * WINDOW) + "\"}";

        assertThat(json("{\"sku\":1}\n" + huge + "\n{\"sku\":2}"))
                .containsExactly("1={\"sku\":1}", "!" + huge, "2={\"sku\":2}");
    }

    @Test
    void cutsRawContentAtItsDemarcatorAndSkipsEmptyPieces() throws IOException {
        assertThat(raw("a||b||||c", "||")).containsExactly("k=a", "k=b", "k=c");
        assertThat(raw("||a|b||", "||")).containsExactly("k=a|b");
        assertThat(raw("||", "||")).isEmpty();
        assertThat(raw("", "\n")).isEmpty();
        assertThat(raw("a\n" + "y".repeat(WINDOW * 5) + "\nb", "\n"))
                .containsExactly("k=a", "!" + "y".repeat(WINDOW * 5), "k=b");
    }

    @Test
    void isTheSameWhateverTheWindowIsAndAgreesWithAPlainSplit() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);

        for (int round = 0; round < 3000; round++) {
            StringBuilder content = new StringBuilder();
            List<String> expected = new ArrayList<>();
            for (int line = random.nextInt(12); line > 0; line--) {
                String body =
                        "{\"sku\":\"" + "s".repeat(random.nextInt(30)) + "\"" + " ".repeat(random.nextInt(3)) + "}";
                expected.add(body);
                content.append(" ".repeat(random.nextInt(2))).append(body).append("\n".repeat(1 + random.nextInt(3)));
            }
            byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);

            assertThat(bodies(new JsonCursor(window(bytes), Address.ANYWHERE, FieldPath.parse("/sku")), bytes))
                    .as("seed %d round %d: %s", seed, round, content)
                    .isEqualTo(expected);
            assertThat(bodies(new DelimitedCursor(window(bytes), Address.ANYWHERE, new byte[] {'\n'}), bytes))
                    .as("seed %d round %d: %s", seed, round, content)
                    .isEqualTo(content.toString()
                            .lines()
                            .filter(line -> !line.isEmpty())
                            .toList());
        }
    }

    private static ContentWindow window(byte[] bytes) {
        return new ContentWindow(new ByteArrayInputStream(bytes), WINDOW);
    }

    private static List<String> json(String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return read(new JsonCursor(window(bytes), Address.ANYWHERE, FieldPath.parse("/sku")), bytes);
    }

    private static List<String> raw(String content, String demarcator) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Address key = new Address(new byte[] {'k'}, Address.ANYWHERE.partition());
        return read(new DelimitedCursor(window(bytes), key, demarcator.getBytes(StandardCharsets.UTF_8)), bytes);
    }

    private static List<String> bodies(SlicedCursor cursor, byte[] content) throws IOException {
        return read(cursor, content).stream()
                .map(record -> record.substring(record.indexOf('=') + 1))
                .toList();
    }

    /** Reads all, checks that the records tile the content, and shows each as key=value or !refused. */
    private static List<String> read(SlicedCursor cursor, byte[] content) throws IOException {
        List<String> records = new ArrayList<>();
        long end = 0;
        while (cursor.advance()) {
            assertThat(cursor.start()).isEqualTo(end);
            end = cursor.end();
            assertThat(cursor.bodyStart()).isBetween(cursor.start(), end);
            assertThat(cursor.bodyEnd()).isBetween(cursor.bodyStart(), end);
            int length = (int) (cursor.bodyEnd() - cursor.bodyStart());
            String body = new String(content, (int) cursor.bodyStart(), length, StandardCharsets.UTF_8);
            if (cursor.unserialisable() == null) {
                assertThat(cursor.value()).asString(StandardCharsets.UTF_8).isEqualTo(body);
                String key = cursor.key() == null ? "null" : new String(cursor.key(), StandardCharsets.UTF_8);
                records.add(key + "=" + body);
            } else {
                records.add("!" + body);
            }
        }
        assertThat(records.isEmpty() ? content.length : end).isEqualTo(content.length);
        assertThat(cursor.advance()).isFalse();
        return records;
    }
}
