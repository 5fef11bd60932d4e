package io.nifistreaming.nifi.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.serialization.RecordReader;
import org.apache.nifi.serialization.RecordReaderFactory;
import org.apache.nifi.serialization.SimpleRecordSchema;
import org.apache.nifi.serialization.record.MapRecord;
import org.apache.nifi.serialization.record.Record;
import org.apache.nifi.serialization.record.RecordField;
import org.apache.nifi.serialization.record.RecordFieldType;
import org.apache.nifi.serialization.record.RecordSchema;
import org.apache.nifi.util.MockComponentLog;
import org.junit.jupiter.api.Test;

/** Which values are read together, and that none gets the record of another. */
class JoinedValuesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void manyObjectsTakeTwoReaders() {
        Readers readers = new Readers(Shape.ROOTS);

        Map<ConsumerRecord<byte[], byte[]>, Record> read = read(readers, values(1_000));

        assertThat(read).hasSize(1_000);
        assertTrue(read);
        assertThat(readers.opened).isEqualTo(2);
    }

    @Test
    void aBadValueCostsSomeReadersAndTakesNoOtherWithIt() {
        Readers readers = new Readers(Shape.ROOTS);
        List<String> values = new ArrayList<>(values(1_000));
        values.set(700, "{\"id\":\"poison\"}");

        Map<ConsumerRecord<byte[], byte[]>, Record> read = read(readers, values);

        // It is left alone in the end, with a neighbour or two.
        assertThat(read).hasSizeBetween(997, 999);
        assertTrue(read);
        assertThat(readers.opened).isLessThan(100);
    }

    @Test
    void whatIsNotOneObjectOnOneLineIsNotJoined() {
        List<String> values =
                List.of("{\"id\":0}", "[{\"id\":1},{\"id\":2}]", "{\"id\":3", "{\"id\":\n3}", "{\"id\":4}", "");

        Map<ConsumerRecord<byte[], byte[]>, Record> read = read(new Readers(Shape.ROOTS), values);

        assertThat(read.keySet()).extracting(ConsumerRecord::offset).containsExactlyInAnyOrder(0L, 4L);
        assertTrue(read);
    }

    /** As many records as values in all, but not of each value. */
    @Test
    void aReaderThatMakesOtherRecordsOfAnObjectIsNotTrusted() {
        List<String> twoAndNone = List.of("{\"in\":[{\"id\":0},{\"id\":0}]}", "{\"in\":[]}");
        List<String> oneAndThreeAndNone =
                List.of("{\"in\":[{\"id\":0}]}", "{\"in\":[{\"id\":1},{\"id\":1}]}", "{\"in\":[]}");

        assertThat(read(new Readers(Shape.NESTED), twoAndNone)).isEmpty();
        assertThat(read(new Readers(Shape.NESTED), oneAndThreeAndNone)).isEmpty();
    }

    private static void assertTrue(Map<ConsumerRecord<byte[], byte[]>, Record> read) {
        assertThat(read).allSatisfy((value, record) -> assertThat(record.getAsLong("id"))
                .isEqualTo(value.offset()));
    }

    private static List<String> values(int count) {
        List<String> values = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            values.add("{\"id\":" + id + "}");
        }
        return values;
    }

    private static Map<ConsumerRecord<byte[], byte[]>, Record> read(Readers readers, List<String> values) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String value : values) {
            records.add(new ConsumerRecord<>("t", 0, records.size(), null, value.getBytes(UTF_8)));
        }
        return new JoinedValues(readers, new MockComponentLog("test", readers)).read(records);
    }

    /** What a reader takes for a record. */
    private enum Shape {
        /** Each object at the root. */
        ROOTS,
        /** Each object in the array of the first root, as NiFi's reader does with a nested starting field. */
        NESTED
    }

    private static final class Readers extends AbstractControllerService implements RecordReaderFactory {
        private static final RecordSchema SCHEMA =
                new SimpleRecordSchema(List.of(new RecordField("id", RecordFieldType.LONG.getDataType())));

        private final Shape shape;
        private int opened;

        private Readers(Shape shape) {
            this.shape = shape;
        }

        @Override
        public RecordReader createRecordReader(
                Map<String, String> variables, InputStream in, long inputLength, ComponentLog logger)
                throws IOException {
            opened++;
            MappingIterator<JsonNode> roots = JSON.readerFor(JsonNode.class).readValues(in);
            Iterator<JsonNode> nodes =
                    shape == Shape.ROOTS ? roots : roots.next().get("in").elements();
            return new RecordReader() {
                @Override
                public Record nextRecord(boolean coerceTypes, boolean dropUnknownFields) throws IOException {
                    try {
                        if (!nodes.hasNext()) {
                            return null;
                        }
                        JsonNode node = nodes.next();
                        if (!node.get("id").isNumber()) {
                            throw new IOException("no number");
                        }
                        return new MapRecord(SCHEMA, Map.of("id", node.get("id").asLong()));
                    } catch (RuntimeException malformed) {
                        throw new UncheckedIOException(new IOException(malformed));
                    }
                }

                @Override
                public RecordSchema getSchema() {
                    return SCHEMA;
                }

                @Override
                public void close() throws IOException {
                    in.close();
                }
            };
        }
    }
}
