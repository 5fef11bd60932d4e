package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.Compaction;
import io.nifistreaming.delta.Compaction.Result;
import io.nifistreaming.delta.CompactionPlan;
import io.nifistreaming.delta.CompactionPlan.Effect;
import io.nifistreaming.delta.CompactionPlan.Order;
import io.nifistreaming.delta.FilterText;
import io.nifistreaming.delta.TableCompactor;
import io.nifistreaming.delta.WritePlan;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.Restricted;
import org.apache.nifi.annotation.behavior.Restriction;
import org.apache.nifi.annotation.behavior.TriggerSerially;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.configuration.DefaultSchedule;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.RequiredPermission;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.DataUnit;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.util.StandardValidators;
import org.apache.nifi.scheduling.SchedulingStrategy;

/** Makes few large files of many small ones with {@link TableCompactor}. */
@InputRequirement(InputRequirement.Requirement.INPUT_ALLOWED)
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "1 hour")
@Tags({"delta", "lake", "lakehouse", "table", "optimize", "compact", "bin-packing", "z-order", "maintenance"})
@CapabilityDescription(
        "Puts small files of a Delta table together, and orders their rows if that is wanted, so that readers open"
                + " fewer files and leave more of them out. No row comes or goes, and whoever appends meanwhile notices"
                + " nothing; where another writer changes the same files, this processor gives way.")
@Restricted(
        restrictions =
                @Restriction(
                        requiredPermission = RequiredPermission.WRITE_DISTRIBUTED_FILESYSTEM,
                        explanation = "Writes wherever NiFi may write and Table Path names."))
@WritesAttributes({
    @WritesAttribute(attribute = TableProcessor.TABLE, description = "the table"),
    @WritesAttribute(attribute = TableProcessor.VERSION, description = "success: the last version that it made"),
    @WritesAttribute(
            attribute = OptimizeDeltaTable.RESULT,
            description = "success: done, nothing, planned, gave_way or unknown"),
    @WritesAttribute(attribute = OptimizeDeltaTable.REMOVED, description = "success: files that were put together"),
    @WritesAttribute(attribute = OptimizeDeltaTable.ADDED, description = "success: files that stand in their place"),
    @WritesAttribute(attribute = TableProcessor.ERROR_KIND, description = "failure: why, in one word"),
    @WritesAttribute(attribute = TableProcessor.ERROR_MESSAGE, description = "failure: problem, cause, remedy")
})
public class OptimizeDeltaTable extends TableProcessor {
    static final String RESULT = "delta.optimize.result";
    static final String REMOVED = "delta.files.removed";
    static final String ADDED = "delta.files.added";

    static final PropertyDescriptor PARTITIONS = TableProperties.field("Partition Filter")
            .description("Which partitions are looked at, by their columns; all if it is empty."
                    + " Example: day >= '2026-11-01' AND country = 'de'")
            .expressionLanguageSupported(ExpressionLanguageScope.FLOWFILE_ATTRIBUTES)
            .addValidator(TableChecks.filter())
            .build();
    static final PropertyDescriptor TARGET = TableProperties.field("Target File Size")
            .description("How large files become. Example: 128 MB")
            .required(true)
            .defaultValue("128 MB")
            .addValidator(StandardValidators.DATA_SIZE_VALIDATOR)
            .build();
    static final PropertyDescriptor SMALL = TableProperties.field("Small File Size")
            .description("Smaller files are put together; larger ones stay, unless their rows are to be ordered and are"
                    + " not yet. Empty means three quarters of Target File Size. Example: 64 MB")
            .addValidator(StandardValidators.DATA_SIZE_VALIDATOR)
            .build();
    static final PropertyDescriptor ORDER = TableProperties.field("Row Order")
            .description(
                    "None: rows stay as they came. Sorted: by the first of Order Columns, then by the second, and so"
                            + " on. Z-Order: near each other by all of them alike, for filters on any of them.")
            .required(true)
            .allowableValues("None", "Sorted", "Z-Order")
            .defaultValue("None")
            .build();
    static final PropertyDescriptor ORDER_COLUMNS = TableProperties.field("Order Columns")
            .description("Columns by which rows are ordered, with commas between them. Example: sku, observed_at")
            .required(true)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .dependsOn(ORDER, "Sorted", "Z-Order")
            .build();
    static final PropertyDescriptor MEMORY = TableProperties.field("Memory")
            .description("Memory for rows and open files. What does not fit while rows are ordered is written aside, to"
                    + " the local disk. Example: 128 MB")
            .required(true)
            .defaultValue("128 MB")
            .addValidator(StandardValidators.DATA_SIZE_VALIDATOR)
            .build();

    /** As NiFi makes it. */
    public OptimizeDeltaTable() {
        super(Clock.systemUTC());
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(
                TableProperties.PATH,
                PARTITIONS,
                TARGET,
                SMALL,
                ORDER,
                ORDER_COLUMNS,
                PutDeltaTableProperties.COMPRESSION,
                MEMORY,
                TableProperties.DRY_RUN,
                TableProperties.WRITER,
                TableProperties.HADOOP_RESOURCES);
    }

    @Override
    void run(TableRun run) throws IOException {
        Compaction compaction = new TableCompactor(run.table(), clock()).compact(plan(run), run.info(getIdentifier()));
        if (compaction.result() == Result.NO_TABLE) {
            throw new IllegalArgumentException(compaction.remark());
        }
        FlowFile flowFile = run.create();
        Map<String, String> attributes;
        try (RecordOutput output = TableReport.OF_OPTIMIZE.open(run, flowFile)) {
            output.write(TableReport.OF_OPTIMIZE.record(values(run.path(), compaction)));
            attributes = output.finish();
        }
        attributes.put(RESULT, text(compaction.result()));
        attributes.put(REMOVED, String.valueOf(compaction.filesTaken()));
        attributes.put(ADDED, String.valueOf(compaction.filesMade()));
        compaction.versions().stream()
                .reduce((first, last) -> last)
                .ifPresent(version -> attributes.put(VERSION, String.valueOf(version)));
        run.transfer(flowFile, SUCCESS, attributes);
        run.commit();
        tell(run.path(), compaction);
    }

    private void tell(String path, Compaction compaction) {
        if (compaction.result() == Result.GAVE_WAY || compaction.result() == Result.UNKNOWN) {
            tell("Optimizing " + path + " ended early (" + text(compaction.result()) + "): " + compaction.remark()
                    + ". The next run goes on");
        } else {
            worked();
        }
    }

    private static CompactionPlan plan(TableRun run) {
        ProcessContext context = run.context();
        String filter = run.value(PARTITIONS);
        long target = bytes(context, TARGET);
        long small = context.getProperty(SMALL).isSet() ? bytes(context, SMALL) : Math.max(1, target / 4 * 3);
        Order order = Order.valueOf(run.value(ORDER).toUpperCase(Locale.ROOT).replace('-', '_'));
        return new CompactionPlan(
                FilterText.parse(filter == null ? "" : filter),
                target,
                Math.min(small, target),
                order,
                order == Order.NONE ? List.of() : TableProperties.names(run.value(ORDER_COLUMNS)),
                WritePlan.Compression.valueOf(run.value(PutDeltaTableProperties.COMPRESSION)),
                bytes(context, MEMORY),
                TableProperties.isDryRun(context) ? Effect.DRY_RUN : Effect.COMMIT);
    }

    private static long bytes(ProcessContext context, PropertyDescriptor field) {
        return context.getProperty(field).asDataSize(DataUnit.B).longValue();
    }

    private static Map<String, Object> values(String path, Compaction compaction) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("table", path);
        values.put("result", text(compaction.result()));
        values.put("files_removed", compaction.filesTaken());
        values.put("files_added", compaction.filesMade());
        values.put("bytes_removed", compaction.bytesTaken());
        values.put("bytes_added", compaction.bytesMade());
        values.put("rows", compaction.rows());
        values.put("versions", compaction.versions().toArray());
        values.put("remark", compaction.remark());
        return values;
    }

    private static String text(Result result) {
        return result.name().toLowerCase(Locale.ROOT);
    }
}
