package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.ReadPlan;
import io.nifistreaming.delta.RowSource;
import io.nifistreaming.delta.TableReader;
import io.nifistreaming.delta.TableSnapshot;
import io.nifistreaming.delta.TableTime;
import io.nifistreaming.nifi.StateWrites;
import io.nifistreaming.nifi.delta.ChangeCursor.Step;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.Restricted;
import org.apache.nifi.annotation.behavior.Restriction;
import org.apache.nifi.annotation.behavior.Stateful;
import org.apache.nifi.annotation.behavior.TriggerSerially;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.configuration.DefaultSchedule;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.RequiredPermission;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.controller.NodeTypeProvider;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.scheduling.SchedulingStrategy;

/** Reads a table, as it is or as it changes; the reading is of {@link TableReader} and {@link ChangeStream}. */
@InputRequirement(InputRequirement.Requirement.INPUT_ALLOWED)
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "10 sec")
@Tags({"delta", "lake", "lakehouse", "table", "read", "stream", "changes", "time travel", "exactly-once", "record"})
@CapabilityDescription(
        "Reads a Delta table as records: all rows of a version (the newest, or as of a version or a time), or, as a"
                + " stream, the rows that each version brings, once each. Only the columns and the files that are asked"
                + " for are read.")
@Restricted(
        restrictions =
                @Restriction(
                        requiredPermission = RequiredPermission.READ_DISTRIBUTED_FILESYSTEM,
                        explanation = "Reads wherever NiFi may read and Table Path names."))
@Stateful(
        scopes = Scope.CLUSTER,
        description = "For changes: the table, the version that comes next, and how many rows the stream has brought."
                + " Saved after the flow files are safe; clear it to start anew.")
@WritesAttributes({
    @WritesAttribute(attribute = TableProcessor.TABLE, description = "the table"),
    @WritesAttribute(
            attribute = TableProcessor.VERSION,
            description = "success: the version that has, or brought, them"),
    @WritesAttribute(attribute = "record.count", description = "success: rows in the flow file"),
    @WritesAttribute(
            attribute = RowFlowFiles.FIRST_ROW,
            description = "success: which row of the version's the first one is, from 0"),
    @WritesAttribute(attribute = RowFlowFiles.IDENTIFIER, description = "success: the same for all of a version"),
    @WritesAttribute(attribute = RowFlowFiles.INDEX, description = "success: which flow file of the version's, from 0"),
    @WritesAttribute(attribute = RowFlowFiles.COUNT, description = "success: how many flow files the version has"),
    @WritesAttribute(
            attribute = "stream.origin.*",
            description = "success, changes: of kind delta, and which rows of the stream: by that PublishKafkaStream"
                    + " and PutDeltaTable recognise a replay"),
    @WritesAttribute(attribute = TableProcessor.ERROR_KIND, description = "failure: why, in one word"),
    @WritesAttribute(attribute = TableProcessor.ERROR_MESSAGE, description = "failure: problem, cause, remedy")
})
public class GetDeltaTable extends TableProcessor {
    private final AtomicBoolean committing = new AtomicBoolean();
    private volatile StateWrites state;
    private volatile ChangeCursor unsaved;

    /** As NiFi makes it. */
    public GetDeltaTable() {
        this(Clock.systemUTC());
    }

    GetDeltaTable(Clock clock) {
        super(clock);
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return GetDeltaTableProperties.ALL;
    }

    @Override
    protected Collection<ValidationResult> customValidate(ValidationContext context) {
        return TimeProperties.check(context, TimeProperties.Choice.OPTIONAL);
    }

    @OnScheduled
    public void openState(ProcessContext context) {
        state = new StateWrites(context.getStateManager(), Scope.CLUSTER, clock());
        unsaved = null;
        committing.set(false);
    }

    @Override
    void run(TableRun run) throws IOException {
        if (GetDeltaTableProperties.CHANGES.equals(run.value(GetDeltaTableProperties.READ))) {
            changes(run);
        } else {
            snapshot(run);
            worked();
        }
    }

    private static void snapshot(TableRun run) throws IOException {
        TableSnapshot snapshot = found(run, TimeProperties.time(run));
        GetPlan plan = GetPlan.of(run);
        ReadPlan reading = plan.reading(snapshot);
        RowFlowFiles flowFiles = new RowFlowFiles(run, reading.columns(), plan.mostRows());
        try (RowSource rows = snapshot.rows(reading)) {
            flowFiles.write(rows);
        }
        if (flowFiles.rows() == 0) {
            flowFiles.writeNone();
        }
        flowFiles.transfer(
                SUCCESS, snapshot.version(), snapshot.tableId() + "-" + snapshot.version(), part -> Map.of());
        run.commit();
    }

    private static TableSnapshot found(TableRun run, TableTime time) throws IOException {
        TableReader.Found found = new TableReader(run.table()).find(time);
        if (found instanceof TableReader.Found.Nothing nothing) {
            throw new IllegalArgumentException(nothing.reason());
        }
        return ((TableReader.Found.Version) found).snapshot();
    }

    private void changes(TableRun run) throws IOException {
        if (run.isAsked()) {
            throw new IllegalArgumentException("A stream of changes has a place of its own, and is asked for by nobody:"
                    + " take the incoming connection away, or read a Snapshot");
        }
        if (committing.get() || !isReader()) {
            run.idle();
            return;
        }
        ChangeCursor cursor = cursor(run);
        ChangeStream stream = new ChangeStream(run, GetPlan.of(run), clock(), getIdentifier(), cursor);
        stream.read();
        if (stream.trouble().isEmpty()) {
            worked();
        } else {
            tell(stream.trouble());
        }
        if (stream.cursor().equals(cursor)) {
            run.idle();
            return;
        }
        committing.set(true);
        run.session().commitAsync(() -> save(stream.cursor()), failure -> committing.set(false));
    }

    /** One node reads a stream. NiFi refuses processors of the primary node alone that flow files can come to. */
    private boolean isReader() {
        NodeTypeProvider node = getNodeTypeProvider();
        return !node.isClustered() || node.isPrimary();
    }

    /** Where it goes on: as was kept, if that is of this table; else from where it is to start, which is kept first. */
    private ChangeCursor cursor(TableRun run) throws IOException {
        TableSnapshot now = found(run, new TableTime.Now());
        Optional<ChangeCursor> kept = ChangeCursor.of(
                        run.context().getStateManager().getState(Scope.CLUSTER).toMap())
                .map(this::newer)
                .filter(one -> one.path().equals(run.path()) && one.tableId().equals(now.tableId()));
        if (kept.isPresent()) {
            return kept.get();
        }
        String start = run.value(GetDeltaTableProperties.START);
        Step step = GetDeltaTableProperties.FROM_SNAPSHOT.equals(start) ? Step.SNAPSHOT : Step.CHANGES;
        long version =
                switch (start) {
                    case GetDeltaTableProperties.FROM_SNAPSHOT -> now.version();
                    case GetDeltaTableProperties.FROM_NOW -> now.version() + 1;
                    case GetDeltaTableProperties.FROM_VERSION ->
                        Long.parseLong(run.value(GetDeltaTableProperties.START_VERSION));
                    default -> 0;
                };
        ChangeCursor fresh = new ChangeCursor(run.path(), now.tableId(), clock().millis(), step, version, 0);
        state.write(fresh.state());
        return fresh;
    }

    /** What could not be saved lately counts, if it is of the same stream. */
    private ChangeCursor newer(ChangeCursor kept) {
        ChangeCursor ahead = unsaved;
        boolean same = ahead != null
                && ahead.generation() == kept.generation()
                && ahead.tableId().equals(kept.tableId());
        return same && ahead.version() > kept.version() ? ahead : kept;
    }

    private void save(ChangeCursor cursor) {
        unsaved = cursor;
        try {
            state.write(cursor.state());
            unsaved = null;
        } catch (IOException unsafe) {
            tell("How far the changes of " + cursor.path()
                    + " are read could not be saved, so that after a restart some"
                    + " would come again (and be recognised by their origin): " + unsafe.getMessage());
        } finally {
            committing.set(false);
        }
    }
}
