package io.nifistreaming.nifi.tail;

import io.nifistreaming.tail.LogFiles;
import io.nifistreaming.tail.NioLogFiles;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.Restricted;
import org.apache.nifi.annotation.behavior.Restriction;
import org.apache.nifi.annotation.behavior.Stateful;
import org.apache.nifi.annotation.behavior.TriggerSerially;
import org.apache.nifi.annotation.behavior.TriggerWhenAnyDestinationAvailable;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.configuration.DefaultSchedule;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.annotation.lifecycle.OnStopped;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.RequiredPermission;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.processor.AbstractSessionFactoryProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSessionFactory;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.scheduling.SchedulingStrategy;

@TriggerSerially
@TriggerWhenAnyDestinationAvailable
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "100 ms")
@Stateful(
        scopes = Scope.LOCAL,
        description = "One readable entry a file: its identity, where it is, and how far it was handed over."
                + " Saved after"
                + " the flow files are safe, so that a crash makes a range be read again and never lost; new files are"
                + " saved before their first line is read, so that they keep their identity.")
@Restricted(
        restrictions = {
            @Restriction(
                    requiredPermission = RequiredPermission.READ_FILESYSTEM,
                    explanation = "Reads any file that NiFi may read and Files names."),
            @Restriction(
                    requiredPermission = RequiredPermission.WRITE_FILESYSTEM,
                    explanation = "In mode Spool, renames, moves or deletes the files it has delivered.")
        })
@Tags({"tail", "log", "file", "flume", "spool", "rotate", "rotation", "multiline", "syslog", "text", "source"})
@CapabilityDescription("Tails log files, or reads spooled ones, and accounts for every byte. Knows files by what"
        + " they hold,"
        + " through rename, copy and truncate, compression, deletion and reuse of inodes, also while NiFi was down. A"
        + " flow file holds whole lines of one file, exactly its bytes, with the range they had in it, so that a replay"
        + " after a crash is recognised. Where bytes may have been lost, loss says which, and why.")
@WritesAttributes({
    @WritesAttribute(attribute = TailAttributes.FILE, description = "The file's path when it was first seen."),
    @WritesAttribute(attribute = TailAttributes.PATH, description = "Where it was when this was read."),
    @WritesAttribute(
            attribute = TailAttributes.LINES,
            description = "Lines, or events of several lines, that were read for the flow file."),
    @WritesAttribute(
            attribute = TailAttributes.TRUNCATED,
            description = "true on a flow file that holds the beginning of an over-long line."),
    @WritesAttribute(attribute = TailAttributes.ENCRYPTED, description = "AES/GCM if the content is encrypted."),
    @WritesAttribute(attribute = TailAttributes.RECORD_COUNT, description = "Records, if lines are parsed."),
    @WritesAttribute(
            attribute = TailAttributes.MIME_TYPE,
            description = "text/plain with its charset, or the" + " writer's."),
    @WritesAttribute(attribute = "filename", description = "The file's name and the range, as pos.log-0-4096."),
    @WritesAttribute(attribute = "stream.origin.kind", description = "file: positions are byte offsets."),
    @WritesAttribute(
            attribute = "stream.origin.id",
            description = "Device, inode, birth and fingerprint of the file at first sight; with !unparsed, !loss or"
                    + " !quarantine at its end, what is told beside its lines."),
    @WritesAttribute(attribute = "stream.origin.generation", description = "Counts truncations of the file."),
    @WritesAttribute(attribute = "stream.origin.first", description = "Offset of the first byte."),
    @WritesAttribute(attribute = "stream.origin.next", description = "Offset after the last byte."),
    @WritesAttribute(attribute = "stream.origin.size", description = "Bytes of the content, before encryption."),
    @WritesAttribute(attribute = "stream.origin.crc32c", description = "CRC-32C of that, 8 hex digits."),
    @WritesAttribute(attribute = "stream.origin.time", description = "When it was read."),
    @WritesAttribute(attribute = "stream.origin.host", description = "On which machine."),
    @WritesAttribute(
            attribute = TailAttributes.POSITION_FIELD,
            description = "next_offset if lines are parsed: in which field a record tells where it ends in the file."),
    @WritesAttribute(
            attribute = TailAttributes.ERROR_KIND,
            description = "Why, in one word (loss, quarantine, oversize, unparsed)."),
    @WritesAttribute(attribute = TailAttributes.ERROR_MESSAGE, description = "Why, and what to do about it.")
})
public class TailLogFiles extends AbstractSessionFactoryProcessor {
    static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("Whole lines of one file, in their order; or records, if lines are parsed.")
            .build();
    static final Relationship OVERSIZE = new Relationship.Builder()
            .name("oversize")
            .description("Lines that are longer than Max Line Size, each whole in a flow file of its own.")
            .build();
    static final Relationship UNPARSED = new Relationship.Builder()
            .name("unparsed")
            .description("Lines that have another form than Parse Lines As says: records with line, file, offset,"
                    + " next_offset and reason, as lines of JSON.")
            .build();
    static final Relationship LOSS = new Relationship.Builder()
            .name("loss")
            .description("Reports of bytes that were seen and may have reached nobody: file, range and cause, as JSON.")
            .build();
    static final Relationship QUARANTINE = new Relationship.Builder()
            .name("quarantine")
            .description("Reports of spooled files that changed after they were picked up, as JSON. Nothing further of"
                    + " them is read.")
            .build();

    /** A trigger goes on while there is more, so that NiFi's scheduling costs nothing beside the reading. */
    private static final long TURN_NANOS = 500_000_000;

    private final LogFiles files;
    private final Clock clock;
    private volatile TailEngine engine;
    private volatile String failing = "";

    /** As NiFi makes it. */
    public TailLogFiles() {
        this(new NioLogFiles(), Clock.systemUTC());
    }

    TailLogFiles(LogFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return TailProperties.all();
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(SUCCESS, OVERSIZE, UNPARSED, LOSS, QUARANTINE);
    }

    @Override
    protected Collection<ValidationResult> customValidate(ValidationContext context) {
        try {
            TailSettings unused = TailSettings.from(context);
            return List.of();
        } catch (RuntimeException wrong) {
            return List.of(TailChecks.result("Configuration", String.valueOf(wrong.getMessage())));
        }
    }

    /** Reads the state; nothing is read of a file before the first trigger. */
    @OnScheduled
    public void start(ProcessContext context) {
        try {
            engine = new TailEngine(TailSettings.from(context), files, context.getStateManager(), clock, getLogger());
        } catch (IOException unavailable) {
            throw new ProcessException("NiFi's state can't be read: tailing starts when it can", unavailable);
        }
    }

    /** Saves how far everything was handed over. */
    @OnStopped
    public void stop() {
        TailEngine running = engine;
        engine = null;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSessionFactory sessions) {
        TailEngine running = engine;
        if (running == null) {
            return;
        }
        long end = System.nanoTime() + TURN_NANOS;
        try {
            boolean more = true;
            while (more && isScheduled()) {
                Set<Relationship> available = context.getAvailableRelationships();
                if (available.containsAll(getRelationships())) {
                    more = running.trigger(sessions) && System.nanoTime() < end;
                } else {
                    running.look(sessions, available.containsAll(Set.of(LOSS, QUARANTINE)));
                    more = false;
                }
            }
            recovered();
        } catch (IOException | RuntimeException trouble) {
            failed(trouble);
            context.yield();
        }
    }

    /** One bulletin for the same trouble, however often it comes. */
    private void failed(Exception trouble) {
        String message = String.valueOf(trouble.getMessage());
        if (message.equals(failing)) {
            getLogger().debug("Still in trouble", trouble);
        } else {
            getLogger().error("Tailing waits, and loses nothing: {}", message, trouble);
        }
        failing = message;
    }

    private void recovered() {
        if (!failing.isEmpty()) {
            getLogger().info("Tailing goes on");
            failing = "";
        }
    }
}
