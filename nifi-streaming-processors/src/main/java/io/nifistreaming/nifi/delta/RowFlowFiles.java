package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.RowSource;
import io.nifistreaming.delta.TableSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.Relationship;

/** The rows of one version, in flow files of so many rows at most. */
final class RowFlowFiles {
    static final String INDEX = "fragment.index";
    static final String COUNT = "fragment.count";
    static final String IDENTIFIER = "fragment.identifier";
    static final String FIRST_ROW = "delta.row.first";

    /** A flow file that is written. */
    record Part(FlowFile flowFile, long firstRow, long rows, long bytes, long crc32c, Map<String, String> attributes) {}

    /** What else is told of a flow file. */
    interface Description {
        Map<String, String> of(Part part);
    }

    private final TableRun run;
    private final RowRecords records;
    private final long mostRows;
    private final List<Part> parts = new ArrayList<>();
    private long rows;

    RowFlowFiles(TableRun run, TableSchema columns, long mostRows) {
        this.run = run;
        this.records = new RowRecords(columns);
        this.mostRows = mostRows;
    }

    /** Writes all rows; no flow file where there are none. */
    void write(RowSource source) throws IOException {
        Object[] row = source.next();
        while (row != null) {
            row = part(source, row);
        }
    }

    /** A flow file without rows. */
    void writeNone() throws IOException {
        FlowFile flowFile = run.create();
        try (RecordOutput output = output(flowFile)) {
            add(flowFile, output);
        }
    }

    private Object[] part(RowSource source, Object[] first) throws IOException {
        FlowFile flowFile = run.create();
        try (RecordOutput output = output(flowFile)) {
            Object[] row = first;
            while (row != null && output.rows() < mostRows) {
                output.write(records.of(row));
                row = source.next();
            }
            add(flowFile, output);
            return row;
        }
    }

    private RecordOutput output(FlowFile flowFile) throws IOException {
        return new RecordOutput(run.session(), flowFile, run.writers(), run.logger(), records.schema());
    }

    private void add(FlowFile flowFile, RecordOutput output) throws IOException {
        Map<String, String> attributes = output.finish();
        parts.add(new Part(flowFile, rows, output.rows(), output.bytes(), output.crc32c(), attributes));
        rows += output.rows();
    }

    long rows() {
        return rows;
    }

    /** Sends them on. */
    void transfer(Relationship to, long version, String identifier, Description description) {
        for (int index = 0; index < parts.size(); index++) {
            Part part = parts.get(index);
            Map<String, String> attributes = part.attributes();
            attributes.putAll(description.of(part));
            attributes.put(TableProcessor.VERSION, String.valueOf(version));
            attributes.put(FIRST_ROW, String.valueOf(part.firstRow()));
            attributes.put(IDENTIFIER, identifier);
            attributes.put(INDEX, String.valueOf(index));
            attributes.put(COUNT, String.valueOf(parts.size()));
            FlowFile sent = run.transfer(part.flowFile(), to, attributes);
            run.session().getProvenanceReporter().receive(sent, run.path() + "?version=" + version);
        }
    }
}
