package io.nifistreaming.nifi.kafka;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.schema.access.SchemaNotFoundException;
import org.apache.nifi.serialization.MalformedRecordException;
import org.apache.nifi.serialization.RecordReader;
import org.apache.nifi.serialization.RecordReaderFactory;
import org.apache.nifi.serialization.SimpleRecordSchema;
import org.apache.nifi.serialization.record.Record;
import org.apache.nifi.serialization.record.RecordSchema;
import org.apache.nifi.serialization.record.util.DataTypeUtils;

/** Parses the values of Kafka records. */
final class RangeRecords {
    private final RecordReaderFactory readers;
    private final Optional<KafkaFields> fields;
    private final ComponentLog log;

    RangeRecords(RecordReaderFactory readers, Optional<KafkaFields> fields, ComponentLog log) {
        this.readers = readers;
        this.fields = fields;
        this.log = log;
    }

    /** What became of each value, in their order. */
    Map<ConsumerRecord<byte[], byte[]>, Parsed> parse(List<ConsumerRecord<byte[], byte[]>> values) {
        Map<ConsumerRecord<byte[], byte[]>, Record> together = new JoinedValues(readers, log).read(values);
        Map<ConsumerRecord<byte[], byte[]>, Parsed> parsed = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> value : values) {
            Record read = together.get(value);
            parsed.put(value, read == null ? parse(value) : new Parsed.Fit(List.of(placed(read, value))));
        }
        return parsed;
    }

    private Record placed(Record record, ConsumerRecord<byte[], byte[]> from) {
        return fields.map(added -> added.added(record, from)).orElse(record);
    }

    /** What became of a value. */
    sealed interface Parsed {
        /** The records that it holds, which may be none. */
        record Fit(List<Record> records) implements Parsed {}

        /**
         * It can't be read to its end, or can't be written.
         *
         * @param kind in one word
         */
        record Unfit(String kind, String reason) implements Parsed {}
    }

    /** What expressions in the services may ask for. */
    static Map<String, String> variables(ConsumerRecord<byte[], byte[]> record) {
        return Map.of(
                ConsumeAttributes.TOPIC, record.topic(),
                ConsumeAttributes.PARTITION, Integer.toString(record.partition()));
    }

    private Parsed parse(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return new Parsed.Unfit("tombstone", "It has a key and no value, which a record reader can't read");
        }
        List<Record> records = new ArrayList<>();
        try (ByteArrayInputStream content = new ByteArrayInputStream(record.value());
                RecordReader reader =
                        readers.createRecordReader(variables(record), content, record.value().length, log)) {
            for (Record next = reader.nextRecord(); next != null; next = reader.nextRecord()) {
                records.add(placed(next, record));
            }
            return new Parsed.Fit(records);
        } catch (IOException | MalformedRecordException | SchemaNotFoundException | RuntimeException unreadable) {
            // Services throw what they like; a poison record must not stop its partition.
            return new Parsed.Unfit("unparsed", "Record Reader can't read it: " + unreadable.getMessage());
        }
    }

    /** One schema that all records fit. */
    static RecordSchema union(Iterable<List<Record>> all) {
        RecordSchema union = null;
        for (List<Record> some : all) {
            for (Record record : some) {
                RecordSchema own = record.getSchema();
                if (union == null) {
                    union = own;
                } else if (own != union && !own.equals(union)) {
                    union = DataTypeUtils.merge(union, own);
                }
            }
        }
        return union == null ? new SimpleRecordSchema(List.of()) : union;
    }
}
