package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.RecordRange;
import io.nifistreaming.nifi.kafka.RangeRecords.Parsed;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.schema.access.SchemaNotFoundException;
import org.apache.nifi.serialization.RecordReaderFactory;
import org.apache.nifi.serialization.RecordSetWriter;
import org.apache.nifi.serialization.RecordSetWriterFactory;
import org.apache.nifi.serialization.WriteResult;
import org.apache.nifi.serialization.record.Record;
import org.apache.nifi.serialization.record.RecordSchema;

/**
 * The records of all values of a range in one flow file, through NiFi's reader and writer services. What can't be
 * parsed or written goes to its own relationship; the flow file of the range comes even if nothing is left for it,
 * lest whoever counts ranges waits for it.
 */
final class RecordContent implements RangeContent {
    private final RangeRecords records;
    private final RecordSetWriterFactory writers;
    private final Optional<KafkaFields> fields;
    private final ComponentLog log;

    RecordContent(
            RecordReaderFactory readers,
            RecordSetWriterFactory writers,
            Optional<KafkaFields> fields,
            ComponentLog log) {
        this.records = new RangeRecords(readers, fields, log);
        this.writers = writers;
        this.fields = fields;
        this.log = log;
    }

    @Override
    public void write(RecordRange range, RangeTransfers transfers) throws IOException {
        Map<ConsumerRecord<byte[], byte[]>, Parsed.Unfit> unfit = new LinkedHashMap<>();
        Map<ConsumerRecord<byte[], byte[]>, List<Record>> fit = new LinkedHashMap<>();
        records.parse(range.records()).forEach((record, parsed) -> {
            if (parsed instanceof Parsed.Fit good) {
                fit.put(record, good.records());
            } else if (parsed instanceof Parsed.Unfit bad) {
                unfit.put(record, bad);
            }
        });
        Map<String, String> variables = RangeRecords.variables(range.records().get(0));
        RecordSchema schema = schema(variables, fit);
        try {
            transfers.success(range, out -> write(fit.values(), schema, variables, out));
        } catch (UnwritableException failed) {
            unwritable(fit, schema, variables, failed).forEach((record, reason) -> {
                fit.remove(record);
                unfit.put(record, reason);
            });
            transfers.success(range, out -> write(fit.values(), schema, variables, out));
        }
        for (Map.Entry<ConsumerRecord<byte[], byte[]>, Parsed.Unfit> bad : unfit.entrySet()) {
            transfers.failure(
                    range, bad.getKey(), bad.getValue().kind(), bad.getValue().reason());
        }
    }

    /** A record could not be written, or nothing could. */
    private static final class UnwritableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnwritableException(Exception cause) {
            super("'Record Writer' can't write: " + cause.getMessage(), cause);
        }
    }

    private RecordSchema schema(Map<String, String> variables, Map<ConsumerRecord<byte[], byte[]>, List<Record>> fit)
            throws IOException {
        try {
            return writers.getSchema(variables, RangeRecords.union(fit.values()));
        } catch (SchemaNotFoundException missing) {
            throw new IOException(
                    "'Record Writer' has no schema for the records: " + missing.getMessage()
                            + ". They are read again once it has one",
                    missing);
        }
    }

    private Map<String, String> write(
            Iterable<List<Record>> all, RecordSchema schema, Map<String, String> variables, OutputStream out)
            throws IOException {
        Map<String, String> attributes = new HashMap<>();
        try (RecordSetWriter writer = writers.createWriter(log, schema, out, variables)) {
            writer.beginRecordSet();
            for (List<Record> some : all) {
                for (Record record : some) {
                    writer.write(record);
                }
            }
            WriteResult result = writer.finishRecordSet();
            writer.flush();
            attributes.putAll(result.getAttributes());
            attributes.put(ConsumeAttributes.RECORD_COUNT, Integer.toString(result.getRecordCount()));
            attributes.put(ConsumeAttributes.MIME_TYPE, writer.getMimeType());
        } catch (IOException | SchemaNotFoundException | RuntimeException failed) {
            // Services throw what they like; which record it was is found out afterwards.
            throw new UnwritableException(failed);
        }
        fields.ifPresent(added -> attributes.put(PositionedFormat.ATTRIBUTE, added.positionField()));
        return attributes;
    }

    /** Which records can't be written by themselves; if each can, something else is wrong. */
    private Map<ConsumerRecord<byte[], byte[]>, Parsed.Unfit> unwritable(
            Map<ConsumerRecord<byte[], byte[]>, List<Record>> fit,
            RecordSchema schema,
            Map<String, String> variables,
            UnwritableException failed)
            throws UnwritableException {
        Map<ConsumerRecord<byte[], byte[]>, Parsed.Unfit> unfit = new LinkedHashMap<>();
        for (Map.Entry<ConsumerRecord<byte[], byte[]>, List<Record>> entry : fit.entrySet()) {
            try {
                write(List.of(entry.getValue()), schema, variables, OutputStream.nullOutputStream());
            } catch (IOException bad) {
                unfit.put(entry.getKey(), new Parsed.Unfit("unwritable", bad.getMessage()));
            }
        }
        if (unfit.isEmpty()) {
            throw failed;
        }
        return unfit;
    }
}
