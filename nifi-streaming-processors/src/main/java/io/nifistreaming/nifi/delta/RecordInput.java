package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.AppendInput;
import io.nifistreaming.delta.RangePlan;
import io.nifistreaming.delta.TableSchema;
import io.nifistreaming.origin.Origin;
import io.nifistreaming.origin.Range;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.schema.access.SchemaNotFoundException;
import org.apache.nifi.serialization.MalformedRecordException;
import org.apache.nifi.serialization.RecordReader;
import org.apache.nifi.serialization.RecordReaderFactory;
import org.apache.nifi.serialization.record.Record;
import org.apache.nifi.serialization.record.RecordSchema;

/** The records of one flow file as rows. What can't be a row goes into a flow file of its own, with the reason. */
final class RecordInput implements AppendInput {
    private final ProcessSession session;
    private final RecordReaderFactory readers;
    private final DeleteRule deletes;
    private final ComponentLog logger;
    private final FlowFile flowFile;
    private final Optional<Origin> origin;
    /** Null without records, where a reader may know no field. */
    private final TableSchema schema;

    private final InvalidRecords invalid;

    /** Reads no more than the schema. */
    RecordInput(ProcessSession session, PutPlan plan, ComponentLog logger, FlowFile flowFile, Optional<Origin> origin)
            throws UnfitFlowFileException {
        this.session = session;
        this.readers = plan.readers();
        this.deletes = plan.deletes();
        this.logger = logger;
        this.flowFile = flowFile;
        this.origin = origin;
        this.invalid = new InvalidRecords(session, flowFile);
        // Not every reader reads nothing as no records.
        this.schema = flowFile.getSize() == 0 ? null : columns();
    }

    private TableSchema columns() throws UnfitFlowFileException {
        try (InputStream content = session.read(flowFile);
                RecordReader reader = reader(content)) {
            RecordSchema fields = reader.getSchema();
            boolean none = fields.getFieldCount() == 0 && reader.nextRecord() == null;
            return none ? null : RecordColumns.of(fields, deletes.field());
        } catch (IOException | MalformedRecordException | IllegalArgumentException unreadable) {
            throw new UnfitFlowFileException(
                    "unreadable",
                    "Its records can't be read (" + unreadable.getMessage() + "): check the Record Reader");
        }
    }

    FlowFile flowFile() {
        return flowFile;
    }

    InvalidRecords invalid() {
        return invalid;
    }

    @Override
    public Optional<RangePlan.Offer> offer() {
        return origin.map(one -> new RangePlan.Offer(one.source(), one.range()));
    }

    @Override
    public boolean isEmpty() {
        return schema == null;
    }

    @Override
    public TableSchema schema() {
        return schema;
    }

    @Override
    public Rows open(TableSchema target) throws IOException {
        invalid.restart();
        InputStream content = session.read(flowFile);
        try {
            return new RecordRows(content, reader(content), new RecordRow(target));
        } catch (IOException | MalformedRecordException e) {
            content.close();
            throw new UnreadableContentException(flowFile, e);
        }
    }

    private RecordReader reader(InputStream content) throws IOException, MalformedRecordException {
        try {
            return readers.createRecordReader(flowFile, content, logger);
        } catch (SchemaNotFoundException none) {
            throw new MalformedRecordException("there is no schema: " + none.getMessage(), none);
        }
    }

    /** Rows in the order of the records. */
    private final class RecordRows implements Rows {
        private final InputStream content;
        private final RecordReader reader;
        private final RecordRow row;
        private final RecordPositions positions =
                new RecordPositions(flowFile, origin.map(Origin::range).orElse(new Range(0, 0)));
        private Record given;
        private boolean delete;

        private RecordRows(InputStream content, RecordReader reader, RecordRow row) {
            this.content = content;
            this.reader = reader;
            this.row = row;
        }

        @Override
        public Object[] next() throws IOException {
            try {
                for (Record record = reader.nextRecord(); record != null; record = reader.nextRecord()) {
                    positions.passed(record);
                    try {
                        given = record;
                        delete = deletes.deletes(record);
                        return delete && !deletes.marks() ? row.ofDeletion(record) : row.of(record);
                    } catch (UnfitValueException unfit) {
                        invalid.add(record, positions.index(), unfit.getMessage());
                    }
                }
                return null;
            } catch (MalformedRecordException malformed) {
                throw new UnreadableContentException(flowFile, malformed);
            }
        }

        @Override
        public long position() throws IOException {
            try {
                return positions.position();
            } catch (RecordPositions.UnknownPositionException unknown) {
                throw new UnreadableContentException(flowFile, unknown.getMessage());
            }
        }

        @Override
        public boolean isDelete() {
            return delete;
        }

        @Override
        public void reject(String reason) throws IOException {
            invalid.add(given, positions.index(), reason);
        }

        @Override
        public void close() throws IOException {
            invalid.finish();
            reader.close();
            content.close();
        }
    }
}
