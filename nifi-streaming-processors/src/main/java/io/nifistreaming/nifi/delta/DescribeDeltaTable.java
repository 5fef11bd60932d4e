package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.TableDescription;
import io.nifistreaming.delta.TableHistory;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.Restricted;
import org.apache.nifi.annotation.behavior.Restriction;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.configuration.DefaultSchedule;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.RequiredPermission;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.util.StandardValidators;
import org.apache.nifi.scheduling.SchedulingStrategy;

/** Tells what a table is with {@link TableDescription}, and who made it so with {@link TableHistory}. */
@InputRequirement(InputRequirement.Requirement.INPUT_ALLOWED)
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "10 min")
@Tags({"delta", "lake", "lakehouse", "table", "describe", "history", "size", "metrics", "monitoring"})
@CapabilityDescription(
        "Tells of a Delta table what it is (version, files, bytes, rows, columns, partitions, properties, protocol), or"
                + " who made which of its versions, as records. Reads the log alone, and changes nothing.")
@Restricted(
        restrictions =
                @Restriction(
                        requiredPermission = RequiredPermission.READ_DISTRIBUTED_FILESYSTEM,
                        explanation = "Reads wherever NiFi may read and Table Path names."))
@WritesAttributes({
    @WritesAttribute(attribute = TableProcessor.TABLE, description = "the table"),
    @WritesAttribute(attribute = TableProcessor.VERSION, description = "success: its newest version"),
    @WritesAttribute(attribute = DescribeDeltaTable.FILES, description = "success: data files of that version"),
    @WritesAttribute(attribute = DescribeDeltaTable.SMALL_FILES, description = "success: of these, under 16 MB"),
    @WritesAttribute(attribute = DescribeDeltaTable.BYTES, description = "success: bytes of its data files"),
    @WritesAttribute(
            attribute = DescribeDeltaTable.ROWS,
            description = "success: its rows, where statistics tell them for each file"),
    @WritesAttribute(attribute = "record.count", description = "success: how many records"),
    @WritesAttribute(attribute = TableProcessor.ERROR_KIND, description = "failure: why, in one word"),
    @WritesAttribute(attribute = TableProcessor.ERROR_MESSAGE, description = "failure: problem, cause, remedy")
})
public class DescribeDeltaTable extends TableProcessor {
    static final String FILES = "delta.files";
    static final String SMALL_FILES = "delta.files.small";
    static final String BYTES = "delta.bytes";
    static final String ROWS = "delta.rows";
    static final String DETAIL = "Detail";
    static final String HISTORY = "History";

    static final PropertyDescriptor WHAT = TableProperties.field("What to Tell")
            .description(
                    "Detail: one record of what the table is. History: a record for each version, the newest first,"
                            + " with its time, operation, parameters and metrics.")
            .required(true)
            .allowableValues(DETAIL, HISTORY)
            .defaultValue(DETAIL)
            .build();
    static final PropertyDescriptor MOST = TableProperties.field("Max Versions")
            .description("Most versions that a history tells. Example: 100")
            .required(true)
            .defaultValue("100")
            .addValidator(StandardValidators.POSITIVE_INTEGER_VALIDATOR)
            .dependsOn(WHAT, HISTORY)
            .build();

    /** As NiFi makes it. */
    public DescribeDeltaTable() {
        super(Clock.systemUTC());
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(TableProperties.PATH, WHAT, MOST, TableProperties.WRITER, TableProperties.HADOOP_RESOURCES);
    }

    @Override
    void run(TableRun run) throws IOException {
        Optional<TableDescription> found = TableDescription.of(run.table());
        if (found.isEmpty()) {
            throw new IllegalArgumentException("There is no table " + run.path());
        }
        TableDescription description = found.get();
        FlowFile flowFile = run.create();
        boolean history = HISTORY.equals(run.value(WHAT));
        TableReport report = history ? TableReport.OF_HISTORY : TableReport.OF_DETAIL;
        Map<String, String> attributes;
        try (RecordOutput output = report.open(run, flowFile)) {
            if (history) {
                int most = Integer.parseInt(run.value(MOST));
                for (TableHistory.Entry entry : TableHistory.of(run.table(), most)) {
                    output.write(report.record(values(entry)));
                }
            } else {
                output.write(report.record(values(description)));
            }
            attributes = output.finish();
        }
        attributes.put(VERSION, String.valueOf(description.version()));
        attributes.put(FILES, String.valueOf(description.files()));
        attributes.put(SMALL_FILES, String.valueOf(description.smallFiles()));
        attributes.put(BYTES, String.valueOf(description.bytes()));
        description.rows().ifPresent(rows -> attributes.put(ROWS, String.valueOf(rows)));
        FlowFile told = run.transfer(flowFile, SUCCESS, attributes);
        run.session().getProvenanceReporter().receive(told, run.path() + "?version=" + description.version());
        run.commit();
        worked();
    }

    private static Map<String, Object> values(TableHistory.Entry entry) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("version", entry.version());
        values.put("time", entry.time().toString());
        values.put("operation", entry.operation());
        values.put("parameters", entry.parameters());
        values.put("metrics", entry.metrics());
        values.put("engine", entry.engine().orElse(null));
        values.put("user_metadata", entry.userMetadata().orElse(null));
        return values;
    }

    private static Map<String, Object> values(TableDescription description) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("path", description.path());
        values.put("id", description.id());
        values.put("name", description.name().orElse(null));
        values.put("version", description.version());
        values.put("oldest_version", description.oldest());
        values.put("created", description.created().map(Object::toString).orElse(null));
        values.put("modified", description.modified().toString());
        values.put("partition_columns", description.partitionColumns().toArray());
        values.put("properties", description.properties());
        values.put("schema", description.schema());
        values.put("files", description.files());
        values.put("small_files", description.smallFiles());
        values.put("bytes", description.bytes());
        values.put("rows", description.rows().isPresent() ? description.rows().getAsLong() : null);
        values.put("min_reader_version", (long) description.minReader());
        values.put("min_writer_version", (long) description.minWriter());
        return values;
    }
}
