package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.DeltaTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.PropertyValue;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.serialization.RecordSetWriterFactory;

/** One run of a processor on a table, and the flow file that asked for it, if one did. */
final class TableRun {
    private final ProcessContext context;
    private final ProcessSession session;
    private final FlowFile input;
    private final DeltaTable table;
    private final String path;
    private final ComponentLog logger;
    private final List<FlowFile> created = new ArrayList<>();

    TableRun(
            ProcessContext context,
            ProcessSession session,
            FlowFile input,
            DeltaTable table,
            String path,
            ComponentLog logger) {
        this.context = context;
        this.session = session;
        this.input = input;
        this.table = table;
        this.path = path;
        this.logger = logger;
    }

    ProcessContext context() {
        return context;
    }

    ProcessSession session() {
        return session;
    }

    DeltaTable table() {
        return table;
    }

    String path() {
        return path;
    }

    ComponentLog logger() {
        return logger;
    }

    /** The value of a field, for the flow file that asked; null where it has none. */
    String value(PropertyDescriptor field) {
        PropertyValue property = context.getProperty(field);
        String value = field.isExpressionLanguageSupported()
                ? property.evaluateAttributeExpressions(input).getValue()
                : property.getValue();
        return value == null || value.isBlank() ? null : value.strip();
    }

    RecordSetWriterFactory writers() {
        return context.getProperty(TableProperties.WRITER).asControllerService(RecordSetWriterFactory.class);
    }

    /** A flow file that goes with the run: it is to be {@linkplain #transfer transferred}, or is gone if that fails. */
    FlowFile create() {
        FlowFile flowFile = input == null ? session.create() : session.create(input);
        created.add(flowFile);
        return flowFile;
    }

    /** Sends a flow file on; the table and what is told of it become its attributes. */
    FlowFile transfer(FlowFile flowFile, Relationship to, Map<String, String> attributes) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put(TableProcessor.TABLE, path);
        FlowFile described = session.putAllAttributes(flowFile, all);
        session.transfer(described, to);
        created.remove(flowFile);
        return described;
    }

    /** For the history of the table: who did it. */
    Map<String, String> info(String processor) {
        return Map.of("processor", processor);
    }

    /** Ends the run. */
    void commit() {
        if (input != null) {
            session.transfer(input, TableProcessor.ORIGINAL);
        }
        session.commitAsync();
    }

    /** Whether a flow file asked for the run. */
    boolean isAsked() {
        return input != null;
    }

    /** Nothing is to be done for a while. */
    void idle() {
        session.commitAsync();
        context.yield();
    }

    /** Takes back what was made and not sent on. */
    void discard() {
        created.forEach(session::remove);
        created.clear();
    }

    /** Ends the run without what it has made: what was asked for can't be done. */
    boolean failed(String kind, String message) {
        discard();
        if (input == null) {
            session.commitAsync();
            return false;
        }
        Map<String, String> reason = Map.of(
                TableProcessor.TABLE,
                path,
                TableProcessor.ERROR_KIND,
                kind,
                TableProcessor.ERROR_MESSAGE,
                String.valueOf(message));
        session.transfer(session.putAllAttributes(input, reason), TableProcessor.FAILURE);
        session.commitAsync();
        return true;
    }
}
