package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.TableVacuum;
import io.nifistreaming.delta.VacuumOutcome;
import io.nifistreaming.delta.VacuumPlan;
import io.nifistreaming.delta.VacuumPlan.Effect;
import io.nifistreaming.delta.VacuumPlan.ShortRetention;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.util.StandardValidators;
import org.apache.nifi.scheduling.SchedulingStrategy;

/** Deletes data files that nobody needs with {@link TableVacuum}. */
@InputRequirement(InputRequirement.Requirement.INPUT_ALLOWED)
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "1 day")
@Tags({"delta", "lake", "lakehouse", "table", "vacuum", "clean", "delete", "retention", "maintenance"})
@CapabilityDescription(
        "Deletes data files of a Delta table that no version within the retention needs: what newer versions have taken"
                + " away, and what writers have left behind. Files that somebody may be writing stay. Each file is told"
                + " as a record, also in a dry run.")
@Restricted(
        restrictions =
                @Restriction(
                        requiredPermission = RequiredPermission.WRITE_DISTRIBUTED_FILESYSTEM,
                        explanation = "Deletes files below the table that Table Path names."))
@WritesAttributes({
    @WritesAttribute(attribute = TableProcessor.TABLE, description = "the table"),
    @WritesAttribute(attribute = TableProcessor.VERSION, description = "success: the newest version then"),
    @WritesAttribute(
            attribute = VacuumDeltaTable.DELETED,
            description = "success: files that were, or would be, deleted"),
    @WritesAttribute(attribute = VacuumDeltaTable.BYTES, description = "success: their bytes"),
    @WritesAttribute(attribute = VacuumDeltaTable.FAILED, description = "success: files that could not be deleted"),
    @WritesAttribute(attribute = VacuumDeltaTable.RETAINED, description = "success: files kept for older versions"),
    @WritesAttribute(attribute = VacuumDeltaTable.YOUNG, description = "success: files kept for their writers"),
    @WritesAttribute(attribute = TableProcessor.ERROR_KIND, description = "failure: why, in one word"),
    @WritesAttribute(attribute = TableProcessor.ERROR_MESSAGE, description = "failure: problem, cause, remedy")
})
public class VacuumDeltaTable extends TableProcessor {
    static final String DELETED = "delta.vacuum.deleted";
    static final String BYTES = "delta.vacuum.bytes";
    static final String FAILED = "delta.vacuum.failed";
    static final String RETAINED = "delta.vacuum.retained";
    static final String YOUNG = "delta.vacuum.young";

    static final PropertyDescriptor RETENTION = TableProperties.field("Retention")
            .description(
                    "Versions that were the newest within so long can be read afterwards. Less than the table's own"
                            + " retention (delta.deletedFileRetentionDuration, 7 days if it has none) must be"
                            + " confirmed. Example: 7 days")
            .required(true)
            .defaultValue("7 days")
            .addValidator(StandardValidators.TIME_PERIOD_VALIDATOR)
            .build();
    static final PropertyDescriptor CONFIRM = TableProperties.field("Confirm Short Retention")
            .description("Whether Retention may be shorter than the table's own: whoever reads an older version then"
                    + " finds its files gone. Example: false")
            .required(true)
            .allowableValues("true", "false")
            .defaultValue("false")
            .build();
    static final PropertyDescriptor UNKNOWN_AGE = TableProperties.field("Min Age of Unknown Files")
            .description(
                    "Files that no version tells of are kept for so long, since another writer may be about to tell"
                            + " of them; at least an hour, and never less than Retention where that is longer."
                            + " Example: 1 day")
            .required(true)
            .defaultValue("1 day")
            .addValidator(StandardValidators.createTimePeriodValidator(1, TimeUnit.HOURS, 3650, TimeUnit.DAYS))
            .build();

    /** As NiFi makes it. */
    public VacuumDeltaTable() {
        super(Clock.systemUTC());
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(
                TableProperties.PATH,
                RETENTION,
                CONFIRM,
                UNKNOWN_AGE,
                TableProperties.DRY_RUN,
                TableProperties.WRITER,
                TableProperties.HADOOP_RESOURCES);
    }

    @Override
    void run(TableRun run) throws IOException {
        FlowFile flowFile = run.create();
        TableReport report = TableReport.OF_VACUUM;
        VacuumOutcome outcome;
        Map<String, String> attributes;
        try (RecordOutput output = report.open(run, flowFile)) {
            outcome = new TableVacuum(run.table(), clock())
                    .vacuum(plan(run.context()), entry -> output.write(report.record(values(entry))));
            attributes = output.finish();
        }
        if (outcome instanceof VacuumOutcome.Refused refused) {
            throw new IllegalArgumentException(refused.reason());
        }
        if (!(outcome instanceof VacuumOutcome.Done done)) {
            throw new IllegalArgumentException("There is no table " + run.path());
        }
        attributes.put(VERSION, String.valueOf(done.version()));
        attributes.put(DELETED, String.valueOf(done.deleted()));
        attributes.put(BYTES, String.valueOf(done.bytes()));
        attributes.put(FAILED, String.valueOf(done.failed()));
        attributes.put(RETAINED, String.valueOf(done.retained()));
        attributes.put(YOUNG, String.valueOf(done.young()));
        run.transfer(flowFile, SUCCESS, attributes);
        run.commit();
        if (done.failed() > 0) {
            tell(done.failed() + " files of " + run.path() + " could not be deleted: see the records for which");
        } else {
            worked();
        }
    }

    private static VacuumPlan plan(ProcessContext context) {
        return new VacuumPlan(
                duration(context, RETENTION),
                duration(context, UNKNOWN_AGE),
                context.getProperty(CONFIRM).asBoolean() ? ShortRetention.CONFIRMED : ShortRetention.REFUSE,
                TableProperties.isDryRun(context) ? Effect.DRY_RUN : Effect.DELETE);
    }

    private static Duration duration(ProcessContext context, PropertyDescriptor field) {
        return Duration.ofMillis(context.getProperty(field).asTimePeriod(TimeUnit.MILLISECONDS));
    }

    private static Map<String, Object> values(VacuumOutcome.Entry entry) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("path", entry.path());
        values.put("bytes", entry.bytes());
        values.put("modified", entry.modified().toString());
        values.put("cause", entry.cause().name().toLowerCase(Locale.ROOT));
        values.put("result", entry.fate().name().toLowerCase(Locale.ROOT));
        return values;
    }
}
