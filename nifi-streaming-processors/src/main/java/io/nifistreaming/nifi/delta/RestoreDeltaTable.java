package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.RestoreOutcome;
import io.nifistreaming.delta.RestoreOutcome.Extent;
import io.nifistreaming.delta.RestorePlan;
import io.nifistreaming.delta.RestorePlan.Effect;
import io.nifistreaming.delta.RestorePlan.Held;
import io.nifistreaming.delta.TableRestore;
import io.nifistreaming.delta.TableTime;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.scheduling.SchedulingStrategy;

/** Takes a table back to an older version with {@link TableRestore}. */
@InputRequirement(InputRequirement.Requirement.INPUT_ALLOWED)
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "1 day")
@Tags({"delta", "lake", "lakehouse", "table", "restore", "rollback", "undo", "time travel", "maintenance"})
@CapabilityDescription(
        "Takes a Delta table back to what it was at a version or a time, in a new version: the ones in between can"
                + " still"
                + " be read. Refuses if files of that version are deleted, and names them. A table that is as wanted"
                + " already is left alone, so that a run more does nothing.")
@Restricted(
        restrictions =
                @Restriction(
                        requiredPermission = RequiredPermission.WRITE_DISTRIBUTED_FILESYSTEM,
                        explanation = "Changes the table that Table Path names."))
@WritesAttributes({
    @WritesAttribute(attribute = TableProcessor.TABLE, description = "the table"),
    @WritesAttribute(attribute = TableProcessor.VERSION, description = "success: the version that it made"),
    @WritesAttribute(attribute = RestoreDeltaTable.RESULT, description = "success: restored, planned or unchanged"),
    @WritesAttribute(attribute = RestoreDeltaTable.TARGET, description = "success: the version that is restored"),
    @WritesAttribute(attribute = TableProcessor.ERROR_KIND, description = "failure: why, in one word"),
    @WritesAttribute(attribute = TableProcessor.ERROR_MESSAGE, description = "failure: problem, cause, remedy")
})
public class RestoreDeltaTable extends TableProcessor {
    static final String RESULT = "delta.restore.result";
    static final String TARGET = "delta.restore.version";
    static final String KEEP = "Keep";
    static final String RESTORE = "Restore";

    static final PropertyDescriptor HELD = TableProperties.field("Held Ranges")
            .description(
                    "What the table says afterwards of the Kafka ranges that came after that version. Keep: it holds"
                            + " them, though their rows are gone, so that neither a replay nor a consumer that goes on"
                            + " brings"
                            + " them back. Restore: it holds what it held then; ranges that came later land again when"
                            + " somebody consumes them again, and what lies behind them waits until then.")
            .required(true)
            .allowableValues(KEEP, RESTORE)
            .defaultValue(KEEP)
            .build();

    /** As NiFi makes it. */
    public RestoreDeltaTable() {
        super(Clock.systemUTC());
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(
                TableProperties.PATH,
                TimeProperties.VERSION,
                TimeProperties.TIMESTAMP,
                HELD,
                TableProperties.DRY_RUN,
                TableProperties.WRITER,
                TableProperties.HADOOP_RESOURCES);
    }

    @Override
    protected Collection<ValidationResult> customValidate(ValidationContext context) {
        return TimeProperties.check(context, TimeProperties.Choice.REQUIRED);
    }

    @Override
    void run(TableRun run) throws IOException {
        TableTime target = TimeProperties.time(run);
        if (target instanceof TableTime.Now) {
            throw new IllegalArgumentException(
                    "Neither Version nor Timestamp has a value for this flow file: a table is"
                            + " restored to one of them");
        }
        RestorePlan plan = new RestorePlan(
                target,
                RESTORE.equals(run.value(HELD)) ? Held.RESTORE : Held.KEEP,
                TableProperties.isDryRun(run.context()) ? Effect.DRY_RUN : Effect.COMMIT);
        RestoreOutcome outcome = new TableRestore(run.table(), clock()).restore(plan, run.info(getIdentifier()));
        if (outcome instanceof RestoreOutcome.Restored restored) {
            report(run, "restored", restored.version(), restored.extent());
        } else if (outcome instanceof RestoreOutcome.Planned planned) {
            report(run, "planned", planned.extent().from(), planned.extent());
        } else if (outcome instanceof RestoreOutcome.Unchanged unchanged) {
            long version = run.table().state().version();
            report(run, "unchanged", version, new Extent(unchanged.target(), version, 0, 0, 0));
        } else {
            refuse(outcome);
        }
    }

    private static void refuse(RestoreOutcome outcome) throws IOException {
        if (outcome instanceof RestoreOutcome.NoVersion none) {
            throw new IllegalArgumentException(none.reason());
        }
        if (outcome instanceof RestoreOutcome.MissingFiles missing) {
            throw new IllegalArgumentException("Version " + missing.target() + " can't be restored, since "
                    + missing.count() + " of its files are deleted (a vacuum?): " + String.join(", ", missing.first())
                    + (missing.count() > missing.first().size() ? ", …" : ""));
        }
        if (outcome instanceof RestoreOutcome.GaveWay gaveWay) {
            throw new IOException("Others were always faster: " + gaveWay.reason());
        }
        throw new IOException("Nobody knows whether it was restored, which is looked at when it is tried again: "
                + ((RestoreOutcome.Unknown) outcome).reason());
    }

    private void report(TableRun run, String result, long version, Extent extent) throws IOException {
        FlowFile flowFile = run.create();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("table", run.path());
        values.put("result", result);
        values.put("version", version);
        values.put("restored_version", extent.target());
        values.put("files_added", extent.filesAdded());
        values.put("files_removed", extent.filesRemoved());
        values.put("sources_reset", extent.sources());
        Map<String, String> attributes;
        try (RecordOutput output = TableReport.OF_RESTORE.open(run, flowFile)) {
            output.write(TableReport.OF_RESTORE.record(values));
            attributes = output.finish();
        }
        attributes.put(RESULT, result);
        attributes.put(VERSION, String.valueOf(version));
        attributes.put(TARGET, String.valueOf(extent.target()));
        run.transfer(flowFile, SUCCESS, attributes);
        run.commit();
        worked();
    }
}
