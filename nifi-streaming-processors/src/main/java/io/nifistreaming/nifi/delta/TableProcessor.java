package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.UnsupportedTableException;
import io.nifistreaming.nifi.RetryPause;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.annotation.lifecycle.OnStopped;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.AbstractSessionFactoryProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.ProcessSessionFactory;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.util.StandardValidators;

/**
 * What processors that read tables and care for them do alike: a run for each flow file that comes, or by the schedule
 * if none can come; what can't be done, ever, goes to failure with the reason; what can't be done now is tried again.
 */
public abstract class TableProcessor extends AbstractSessionFactoryProcessor {
    static final String TABLE = "delta.table";
    static final String VERSION = "delta.version";
    static final String ERROR_KIND = "stream.error.kind";
    static final String ERROR_MESSAGE = "stream.error.message";

    static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("What the processor has to tell, as records.")
            .build();
    static final Relationship ORIGINAL = new Relationship.Builder()
            .name("original")
            .description("The flow file that asked for it.")
            .autoTerminateDefault(true)
            .build();
    static final Relationship FAILURE = new Relationship.Builder()
            .name("failure")
            .description("The flow file that asked for what can't be done, with the reason.")
            .build();

    private final Clock clock;
    private volatile Tables tables;
    private volatile RetryPause pause;
    private volatile String failing = "";

    TableProcessor(Clock clock) {
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    @Override
    public Set<Relationship> getRelationships() {
        return new LinkedHashSet<>(List.of(SUCCESS, ORIGINAL, FAILURE));
    }

    @Override
    protected PropertyDescriptor getSupportedDynamicPropertyDescriptor(String name) {
        return new PropertyDescriptor.Builder()
                .name(name)
                .dynamic(true)
                .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
                .build();
    }

    @OnScheduled
    public void openTables(ProcessContext context) {
        tables = new Tables(context);
        pause = new RetryPause(clock);
        failing = "";
    }

    @OnStopped
    public void closeTables() {
        tables = null;
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSessionFactory sessions) {
        if (!pause.isOver()) {
            context.yield();
            return;
        }
        ProcessSession session = sessions.createSession();
        try {
            FlowFile input = session.get();
            if (input == null && context.hasIncomingConnection()) {
                context.yield();
                return;
            }
            trigger(context, session, input);
        } catch (RuntimeException | Error bug) {
            session.rollback(true);
            throw bug;
        }
    }

    private void trigger(ProcessContext context, ProcessSession session, FlowFile input) {
        String path = context.getProperty(TableProperties.PATH)
                .evaluateAttributeExpressions(input)
                .getValue()
                .strip();
        TableRun run = new TableRun(context, session, input, null, path, getLogger());
        try {
            if (path.isEmpty()) {
                throw new IllegalArgumentException("Table Path is empty for this flow file");
            }
            run = new TableRun(context, session, input, tables.at(path), path, getLogger());
            run(run);
            pause.worked();
        } catch (IllegalArgumentException | UnsupportedTableException never) {
            String kind = never instanceof UnsupportedTableException ? "unsupported" : "request";
            if (!run.failed(kind, never.getMessage())) {
                later(context, never.getMessage());
            }
        } catch (IOException trouble) {
            session.rollback(true);
            later(context, path + ": " + trouble.getMessage());
        }
    }

    /** Nobody can be told but by a bulletin. */
    private void later(ProcessContext context, String message) {
        pause.failed();
        tell(message);
        context.yield();
    }

    /**
     * Does the work, and commits the session.
     *
     * @throws IOException if it can't be done now: all is rolled back
     * @throws IllegalArgumentException if it can't be done ever, because of what was asked for
     */
    abstract void run(TableRun run) throws IOException;

    /** One bulletin for the same trouble, however often it comes. */
    void tell(String message) {
        if (message.equals(failing)) {
            getLogger().debug("Still: {}", message);
        } else {
            getLogger().warn(message);
        }
        failing = message;
    }

    /** Nothing is wrong any more. */
    void worked() {
        failing = "";
    }
}
