package io.nifistreaming.nifi.kafka;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.nifi.serialization.SimpleRecordSchema;
import org.apache.nifi.serialization.record.MapRecord;
import org.apache.nifi.serialization.record.Record;
import org.apache.nifi.serialization.record.RecordField;
import org.apache.nifi.serialization.record.RecordFieldType;
import org.apache.nifi.serialization.record.RecordSchema;

/** Tells each record where it was in Kafka. Safe for many threads. */
final class KafkaFields {
    private final String prefix;
    private final KeyText keys;
    private final List<RecordField> fields;
    private final Set<String> names;
    /** Records of one reader share a schema, and making another of it costs more than a record. */
    private volatile Extended last = new Extended(null, null);

    private final byte[] topicMember;
    private final byte[] partitionMember;
    private final byte[] offsetMember;
    private final byte[] positionMember;
    private final byte[] timestampMember;
    private final byte[] keyMember;

    private record Extended(RecordSchema from, RecordSchema to) {}

    KafkaFields(String prefix, KeyText keys) {
        this.prefix = prefix;
        this.keys = keys;
        this.fields = List.of(
                new RecordField(prefix + "topic", RecordFieldType.STRING.getDataType(), false),
                new RecordField(prefix + "partition", RecordFieldType.INT.getDataType(), false),
                new RecordField(prefix + "offset", RecordFieldType.LONG.getDataType(), false),
                new RecordField(positionField(), RecordFieldType.LONG.getDataType(), false),
                new RecordField(prefix + "timestamp", RecordFieldType.TIMESTAMP.getDataType(), true),
                new RecordField(prefix + "key", RecordFieldType.STRING.getDataType(), true));
        this.topicMember = ("\"" + prefix + "topic\":").getBytes(StandardCharsets.UTF_8);
        this.partitionMember = member("partition");
        this.offsetMember = member("offset");
        this.positionMember = member("next_offset");
        this.timestampMember = member("timestamp");
        this.keyMember = member("key");
        this.names = fields.stream().map(RecordField::getFieldName).collect(Collectors.toSet());
    }

    /** The field that tells the position after a record. */
    String positionField() {
        return prefix + "next_offset";
    }

    Record added(Record record, ConsumerRecord<byte[], byte[]> from) {
        Map<String, Object> values = new LinkedHashMap<>(record.toMap());
        values.put(prefix + "topic", from.topic());
        values.put(prefix + "partition", from.partition());
        values.put(prefix + "offset", from.offset());
        values.put(positionField(), from.offset() + 1);
        values.put(prefix + "timestamp", from.timestamp() < 0 ? null : new Timestamp(from.timestamp()));
        values.put(prefix + "key", keys.text(from.key()));
        return new MapRecord(extended(record.getSchema()), values);
    }

    /** The same as members of a JSON object, without a comma before them; the timestamp in milliseconds. */
    void addTo(JsonLine line, ConsumerRecord<byte[], byte[]> from) {
        line.raw(topicMember)
                .text(from.topic().getBytes(StandardCharsets.US_ASCII))
                .raw(partitionMember)
                .number(from.partition())
                .raw(offsetMember)
                .number(from.offset())
                .raw(positionMember)
                .number(from.offset() + 1)
                .raw(timestampMember);
        if (from.timestamp() < 0) {
            line.text(null);
        } else {
            line.number(from.timestamp());
        }
        String key = keys.text(from.key());
        line.raw(keyMember).text(key == null ? null : key.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] member(String name) {
        return (",\"" + prefix + name + "\":").getBytes(StandardCharsets.UTF_8);
    }

    private RecordSchema extended(RecordSchema schema) {
        Extended known = last;
        if (known.from() != schema) {
            known = new Extended(schema, added(schema));
            last = known;
        }
        return known.to();
    }

    private RecordSchema added(RecordSchema schema) {
        List<RecordField> all = new ArrayList<>();
        for (RecordField field : schema.getFields()) {
            if (!names.contains(field.getFieldName())) {
                all.add(field);
            }
        }
        all.addAll(fields);
        return new SimpleRecordSchema(all);
    }
}
