package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.UnsupportedTableException;
import io.nifistreaming.nifi.RetryPause;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.nifi.annotation.behavior.DynamicProperty;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.ReadsAttributes;
import org.apache.nifi.annotation.behavior.Restricted;
import org.apache.nifi.annotation.behavior.Restriction;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.annotation.lifecycle.OnStopped;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.RequiredPermission;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.AbstractSessionFactoryProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.ProcessSessionFactory;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.util.StandardValidators;

/** Appends or merges records with {@link PutTables}, and turns its outcomes into transfers. Keeps no state. */
@InputRequirement(InputRequirement.Requirement.INPUT_REQUIRED)
@Tags({
    "delta",
    "lake",
    "lakehouse",
    "table",
    "parquet",
    "record",
    "append",
    "merge",
    "upsert",
    "cdc",
    "exactly-once",
    "spark",
    "hdfs",
    "s3"
})
@CapabilityDescription(
        "Appends records to a Delta table that Spark and others read, or merges them into it by key (insert, update,"
                + " delete): many flow files in one version. What came"
                + " from Kafka lands once, however often it is replayed: the table's own log says which offsets of"
                + " which partition it holds, in the same version as their rows. Makes the table if it is wanted,"
                + " and adds columns for new fields.")
@Restricted(
        restrictions =
                @Restriction(
                        requiredPermission = RequiredPermission.WRITE_DISTRIBUTED_FILESYSTEM,
                        explanation = "Writes wherever NiFi may write and Table Path names."))
@ReadsAttributes({
    @ReadsAttribute(
            attribute = "stream.origin.*",
            description = "Of which offsets of which Kafka partition the content is; trusted only if size and CRC-32C"
                    + " fit the content. Without it, what is replayed is written again."),
    @ReadsAttribute(
            attribute = "stream.origin.position.field",
            description = "The field of a record that tells the position after it in its source."),
    @ReadsAttribute(
            attribute = "record.count",
            description = "If it is as large as the range, each offset is a record, in order.")
})
@WritesAttributes({
    @WritesAttribute(attribute = PutTransfers.TABLE, description = "success, duplicate: the table"),
    @WritesAttribute(
            attribute = PutTransfers.VERSION,
            description = "success: the version that holds the rows, or that the range was read; none where there was"
                    + " nothing to write"),
    @WritesAttribute(attribute = PutTransfers.ROWS, description = "success: rows that were written"),
    @WritesAttribute(attribute = WrittenRows.INSERTED, description = "success, merging: records with new keys"),
    @WritesAttribute(attribute = WrittenRows.UPDATED, description = "success, merging: records that replaced a row"),
    @WritesAttribute(attribute = WrittenRows.DELETED, description = "success, merging: records that deleted a row"),
    @WritesAttribute(
            attribute = WrittenRows.UNCHANGED,
            description = "success, merging: records without effect: late, superseded, or as the table had them"),
    @WritesAttribute(attribute = WrittenRows.FILES_ADDED, description = "success, merging: data files of the version"),
    @WritesAttribute(
            attribute = WrittenRows.FILES_REMOVED,
            description = "success, merging: data files that gave way to them"),
    @WritesAttribute(attribute = PutTransfers.HELD, description = "success: rows that the table held already"),
    @WritesAttribute(attribute = PutTransfers.ERROR_KIND, description = "invalid, failure: why, in one word"),
    @WritesAttribute(attribute = PutTransfers.ERROR_MESSAGE, description = "invalid, failure: problem, cause, remedy"),
    @WritesAttribute(attribute = PutTransfers.ERROR_RECORDS, description = "invalid: how many records")
})
@DynamicProperty(
        name = "A Hadoop property",
        value = "Its value",
        description =
                "Set in the Hadoop configuration of this processor, over what the resources say. Not for secrets.")
public class PutDeltaTable extends AbstractSessionFactoryProcessor {
    static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("All its rows are in the table.")
            .build();
    static final Relationship INVALID = new Relationship.Builder()
            .name("invalid")
            .description(
                    "Records that can't be rows of the table, as lines of JSON with the reason; and whole flow files"
                            + " whose columns don't fit.")
            .build();
    static final Relationship DUPLICATE = new Relationship.Builder()
            .name("duplicate")
            .description("The table held all of it before: a replay.")
            .build();
    static final Relationship FAILURE = new Relationship.Builder()
            .name("failure")
            .description("Can't be read as records.")
            .build();

    private final Clock clock;
    private final PutTables tables;
    private volatile PutPlan plan;
    private volatile RetryPause pause;
    private volatile String failing = "";

    /** As NiFi makes it. */
    public PutDeltaTable() {
        this(Clock.systemUTC());
    }

    PutDeltaTable(Clock clock) {
        this.clock = clock;
        this.tables = new PutTables(clock);
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PutDeltaTableProperties.ALL;
    }

    @Override
    protected PropertyDescriptor getSupportedDynamicPropertyDescriptor(String name) {
        return new PropertyDescriptor.Builder()
                .name(name)
                .dynamic(true)
                .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
                .build();
    }

    @Override
    public Set<Relationship> getRelationships() {
        return new LinkedHashSet<>(List.of(SUCCESS, INVALID, DUPLICATE, FAILURE));
    }

    @Override
    protected Collection<ValidationResult> customValidate(ValidationContext context) {
        return MergeSettings.problem(context).stream()
                .map(problem -> new ValidationResult.Builder()
                        .subject(PutDeltaTableProperties.MERGE_KEYS.getDisplayName())
                        .valid(false)
                        .explanation(problem)
                        .build())
                .toList();
    }

    @OnScheduled
    public void open(ProcessContext context) {
        plan = new PutPlan(context);
        pause = new RetryPause(clock);
        failing = "";
    }

    @OnStopped
    public void close() {
        tables.forget();
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSessionFactory sessions) {
        if (!pause.isOver()) {
            context.yield();
            return;
        }
        ProcessSession session = sessions.createSession();
        try {
            trigger(context, sessions, session);
        } catch (RuntimeException | Error bug) {
            session.rollback(true);
            throw bug;
        }
    }

    private void trigger(ProcessContext context, ProcessSessionFactory sessions, ProcessSession session) {
        CommitFilter filter = new CommitFilter(plan, clock);
        List<FlowFile> flowFiles = session.get(filter);
        if (flowFiles.isEmpty() || !filter.isDue()) {
            session.rollback();
            context.yield();
            return;
        }
        PutTransfers transfers = new PutTransfers(session, filter.target().path());
        Optional<String> problem = plan.problem(filter.target());
        if (problem.isPresent()) {
            flowFiles.forEach(flowFile -> transfers.reject(flowFile, "keys", problem.get()));
            session.commitAsync();
            return;
        }
        try {
            List<RecordInput> inputs = new Inputs(session, plan, getLogger(), transfers).of(flowFiles);
            if (!inputs.isEmpty()) {
                transfers.transfer(
                        inputs, tables.write(plan, filter.target(), inputs, PutTransfers.info(this, inputs)));
            }
        } catch (UnreadableContentException unreadable) {
            reject(sessions, session, unreadable);
            return;
        } catch (IOException | UnsupportedTableException trouble) {
            session.rollback();
            failed(context, filter.target().path() + ": " + trouble.getMessage());
            return;
        }
        finish(context, sessions, session, transfers);
    }

    /** Nothing was written: the others are taken up again, without the one that can't be read. */
    private static void reject(
            ProcessSessionFactory sessions, ProcessSession session, UnreadableContentException unreadable) {
        ProcessSession failing = sessions.createSession();
        session.migrate(failing, List.of(unreadable.flowFile()));
        session.rollback();
        new PutTransfers(failing, "").fail(unreadable.flowFile(), "malformed", unreadable.getMessage());
        failing.commitAsync();
    }

    private void finish(
            ProcessContext context, ProcessSessionFactory sessions, ProcessSession session, PutTransfers transfers) {
        if (!transfers.kept().isEmpty()) {
            ProcessSession waiting = sessions.createSession();
            session.migrate(waiting, transfers.kept());
            waiting.rollback(transfers.penalised());
        }
        if (transfers.trouble().isEmpty()) {
            pause.worked();
            tell(transfers.remark());
        } else {
            failed(context, transfers.trouble());
        }
        session.commitAsync();
    }

    private void failed(ProcessContext context, String trouble) {
        pause.failed();
        tell(trouble);
        context.yield();
    }

    /** One bulletin for the same trouble, however often it comes. */
    private void tell(String message) {
        if (message.isEmpty() || message.equals(failing)) {
            getLogger().debug("Still: {}", message);
        } else {
            getLogger().warn("Flow files stay queued: {}", message);
        }
        failing = message;
    }
}
