package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.RecordRange;
import io.nifistreaming.origin.Origin;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;

/** Makes the flow files of one session: content, attributes, provenance and relationship. */
final class RangeTransfers {
    /** Told apart, since what can't be parsed lies in the range of what can. */
    private static final String UNPARSED = "!unparsed";

    private static final int BUFFER = 1 << 16;

    private final ProcessSession session;
    private final ConsumePlan plan;
    private final String host;
    private final Instant now;

    RangeTransfers(ProcessSession session, ConsumePlan plan, String host, Instant now) {
        this.session = session;
        this.plan = plan;
        this.host = host;
        this.now = now;
    }

    /** Writes a content. */
    @FunctionalInterface
    interface Writing {
        /** Returns attributes that come of it. */
        Map<String, String> to(OutputStream out) throws IOException;
    }

    /** A flow file with the records of a range. */
    void success(RecordRange range, Writing writing) throws IOException {
        transfer(range, range.source(), new HashMap<>(), writing, ConsumeKafkaStream.SUCCESS);
        session.adjustCounter("Records Consumed", range.records().size(), false);
    }

    /** A flow file with the value of a record that can't be parsed. */
    void failure(RecordRange of, ConsumerRecord<byte[], byte[]> record, String kind, String reason) throws IOException {
        RecordRange alone = new RecordRange(
                of.partition(),
                of.generation(),
                new Range(record.offset(), record.offset() + 1),
                List.of(record),
                of.lag());
        Map<String, String> attributes = new HashMap<>();
        attributes.put(ConsumeAttributes.ERROR_KIND, kind);
        attributes.put(ConsumeAttributes.ERROR_MESSAGE, "Offset " + record.offset() + ": " + reason);
        SourceId source = new SourceId(of.source().kind(), of.source().id() + UNPARSED, of.generation());
        transfer(
                alone,
                source,
                attributes,
                out -> {
                    if (record.value() != null) {
                        out.write(record.value());
                    }
                    return Map.of();
                },
                ConsumeKafkaStream.PARSE_FAILURE);
        session.adjustCounter("Records Not Parsed", 1, false);
    }

    private void transfer(
            RecordRange range, SourceId source, Map<String, String> attributes, Writing writing, Relationship to)
            throws IOException {
        FlowFile flowFile = session.create();
        CRC32C checksum = new CRC32C();
        try (OutputStream out =
                new BufferedOutputStream(new CheckedOutputStream(session.write(flowFile), checksum), BUFFER)) {
            attributes.putAll(writing.to(out));
        } catch (IOException | RuntimeException failed) {
            session.remove(flowFile);
            throw failed;
        }
        attributes.putAll(described(range));
        FlowFile written = session.putAllAttributes(flowFile, attributes);
        Origin origin = new Origin(source, range.range(), written.getSize(), checksum.getValue(), now, host);
        written = session.putAllAttributes(written, origin.attributes());
        session.getProvenanceReporter()
                .receive(
                        written,
                        "kafka://" + plan.bootstrapServers() + "/"
                                + range.partition().topic() + "/"
                                + range.partition().partition() + "?first="
                                + range.range().first() + "&next="
                                + range.range().next(),
                        null,
                        range.records().size() + " Kafka records, known as " + origin.source() + " " + origin.range(),
                        -1);
        session.transfer(written, to);
    }

    private Map<String, String> described(RecordRange range) {
        List<ConsumerRecord<byte[], byte[]>> records = range.records();
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        ConsumerRecord<byte[], byte[]> last = records.get(records.size() - 1);
        Map<String, String> attributes = new HashMap<>(plan.headers().of(records));
        attributes.put(
                "filename",
                range.partition() + "-" + range.range().first() + "-"
                        + range.range().next());
        attributes.put(ConsumeAttributes.TOPIC, range.partition().topic());
        attributes.put(
                ConsumeAttributes.PARTITION, Integer.toString(range.partition().partition()));
        attributes.put(ConsumeAttributes.FIRST_OFFSET, Long.toString(first.offset()));
        attributes.put(ConsumeAttributes.LAST_OFFSET, Long.toString(last.offset()));
        time(first).ifPresent(time -> attributes.put(ConsumeAttributes.FIRST_TIMESTAMP, time));
        time(last).ifPresent(time -> attributes.put(ConsumeAttributes.LAST_TIMESTAMP, time));
        attributes.put(ConsumeAttributes.COUNT, Integer.toString(records.size()));
        last.leaderEpoch().ifPresent(epoch -> attributes.put(ConsumeAttributes.LEADER_EPOCH, epoch.toString()));
        if (range.lag() >= 0) {
            attributes.put(ConsumeAttributes.LAG, Long.toString(range.lag()));
        }
        if (records.size() == 1) {
            String key = plan.keys().text(first.key());
            if (key != null) {
                attributes.put(ConsumeAttributes.KEY, key);
            }
            if (first.value() == null) {
                attributes.put(ConsumeAttributes.TOMBSTONE, "true");
            }
        }
        return attributes;
    }

    /** The oldest format of records has none. */
    private static Optional<String> time(ConsumerRecord<byte[], byte[]> record) {
        return record.timestamp() < 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(record.timestamp()).toString());
    }
}
