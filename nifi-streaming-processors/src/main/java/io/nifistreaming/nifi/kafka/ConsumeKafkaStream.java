package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.ConsumeOutcome;
import io.nifistreaming.kafka.ConsumerCheck;
import io.nifistreaming.kafka.ConsumerPool;
import io.nifistreaming.kafka.Handover;
import io.nifistreaming.kafka.KafkaClients;
import io.nifistreaming.kafka.RangeConsumer;
import io.nifistreaming.kafka.RecordRange;
import io.nifistreaming.kafka.WaitReason;
import io.nifistreaming.nifi.Host;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.configuration.DefaultSchedule;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.annotation.lifecycle.OnStopped;
import org.apache.nifi.annotation.lifecycle.OnUnscheduled;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.AbstractSessionFactoryProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.ProcessSessionFactory;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.scheduling.SchedulingStrategy;

/**
 * Hands the ranges of {@link RangeConsumer} over to NiFi, one session for what one poll brings.
 *
 * <p>Keeps no state of its own: Kafka keeps it. That it isn't triggered while a queue is full is no harm, since the
 * {@link ConsumerPool} keeps its consumers in their group; NiFi's annotation for it would help neither where all queues
 * are full nor where NiFi has no thread to spare.
 */
@InputRequirement(InputRequirement.Requirement.INPUT_FORBIDDEN)
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "100 ms")
@Tags({"kafka", "consume", "get", "receive", "streaming", "exactly-once", "record", "offset", "source"})
@CapabilityDescription("Reads Kafka topics into flow files that each hold one contiguous range of offsets of one"
        + " partition, so that whoever writes them recognises what comes again. Offsets are committed once the flow"
        + " files are safe: nothing is lost, and what a crash brings again has the same origin. Full queues pause"
        + " reading and never make a rebalance; records that can't be parsed go their own way and stop nothing.")
@WritesAttributes({
    @WritesAttribute(attribute = ConsumeAttributes.TOPIC, description = "The topic."),
    @WritesAttribute(attribute = ConsumeAttributes.PARTITION, description = "The partition's number."),
    @WritesAttribute(attribute = ConsumeAttributes.FIRST_OFFSET, description = "Offset of the first Kafka record."),
    @WritesAttribute(attribute = ConsumeAttributes.LAST_OFFSET, description = "Offset of the last Kafka record."),
    @WritesAttribute(attribute = ConsumeAttributes.LEADER_EPOCH, description = "Leader epoch of the last one."),
    @WritesAttribute(attribute = ConsumeAttributes.FIRST_TIMESTAMP, description = "Time of the first one (UTC)."),
    @WritesAttribute(attribute = ConsumeAttributes.LAST_TIMESTAMP, description = "Time of the last one (UTC)."),
    @WritesAttribute(attribute = ConsumeAttributes.COUNT, description = "Number of Kafka records."),
    @WritesAttribute(attribute = ConsumeAttributes.KEY, description = "The key, if it is one Kafka record."),
    @WritesAttribute(
            attribute = ConsumeAttributes.TOMBSTONE,
            description = "true, if it is one Kafka record that has no value."),
    @WritesAttribute(
            attribute = "kafka.header.*",
            description = "Headers that Headers to Attributes names, where all Kafka records have them alike."),
    @WritesAttribute(
            attribute = ConsumeAttributes.LAG,
            description = "How many positions the end of this range was behind the end of the partition."),
    @WritesAttribute(
            attribute = ConsumeAttributes.RECORD_COUNT,
            description = "Records written, in modes Record and Json."),
    @WritesAttribute(
            attribute = ConsumeAttributes.MIME_TYPE,
            description = "As the record writer says; application/x-ndjson."),
    @WritesAttribute(attribute = "filename", description = "Partition and range, as prices-0-100-250."),
    @WritesAttribute(attribute = "stream.origin.kind", description = "kafka: positions are offsets."),
    @WritesAttribute(
            attribute = "stream.origin.id",
            description = "topic-partition; with !unparsed at its end in parse.failure."),
    @WritesAttribute(
            attribute = "stream.origin.generation",
            description = "A number made of the topic's id: another one once the topic was deleted and created again."),
    @WritesAttribute(attribute = "stream.origin.first", description = "The position before the first record."),
    @WritesAttribute(attribute = "stream.origin.next", description = "The position after the last record."),
    @WritesAttribute(attribute = "stream.origin.size", description = "Bytes of the content."),
    @WritesAttribute(attribute = "stream.origin.crc32c", description = "CRC-32C of that, 8 hex digits."),
    @WritesAttribute(attribute = "stream.origin.time", description = "When it was read."),
    @WritesAttribute(attribute = "stream.origin.host", description = "On which machine."),
    @WritesAttribute(
            attribute = PositionedFormat.ATTRIBUTE,
            description = "The field of a record that tells the position after it, if Kafka Fields are added."),
    @WritesAttribute(
            attribute = ConsumeAttributes.ERROR_KIND,
            description = "parse.failure: unparsed, unwritable or tombstone."),
    @WritesAttribute(attribute = ConsumeAttributes.ERROR_MESSAGE, description = "parse.failure: offset and reason.")
})
@SeeAlso({KafkaConnection.class, PublishKafkaStream.class})
public class ConsumeKafkaStream extends AbstractSessionFactoryProcessor implements VerifiableProcessor {
    static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("One contiguous range of one partition each.")
            .build();
    static final Relationship PARSE_FAILURE = new Relationship.Builder()
            .name("parse.failure")
            .description("Kafka records that can't be read or written as records, one each, as they are. Best led to a"
                    + " dead-letter topic.")
            .build();

    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(10);
    /** Short, so that a task doesn't hold a thread of NiFi that others could use. */
    private static final Duration PATIENCE = Duration.ofMillis(50);
    /** A trigger goes on while there is more, so that NiFi's scheduling costs nothing beside the reading. */
    private static final long TURN_NANOS = 500_000_000;

    private final Clock clock;
    private final LagCounters lags;
    private volatile ConsumePlan plan;
    private volatile ConsumerPool pool;
    private volatile ConsumerHealth health;
    private volatile String host;

    /** As NiFi makes it. */
    public ConsumeKafkaStream() {
        this(Clock.systemUTC());
    }

    ConsumeKafkaStream(Clock clock) {
        this.clock = clock;
        this.lags = new LagCounters(clock);
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return ConsumeKafkaStreamProperties.ALL;
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(SUCCESS, PARSE_FAILURE)));
    }

    @OnScheduled
    public void open(ProcessContext context) {
        ConsumePlan read = ConsumePlan.of(context, getIdentifier(), getLogger());
        Troubles troubles = new Troubles(getLogger(), clock);
        plan = read;
        health = new ConsumerHealth(troubles, clock);
        host = Host.name();
        pool = ConsumerPool.open(
                read.consumer(),
                new KafkaClients(read.clientProperties()),
                clock,
                troubles::remark,
                context.getMaxConcurrentTasks());
    }

    /** Already when it is no longer scheduled; see {@link PublishKafkaStream#close}. */
    @OnUnscheduled
    @OnStopped
    public void close() {
        ConsumerPool open = pool;
        pool = null;
        if (open != null) {
            open.close();
            lags.forget();
        }
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSessionFactory sessions) {
        ConsumerPool open = pool;
        Optional<RangeConsumer> acquired = open == null ? Optional.empty() : open.acquire();
        if (acquired.isEmpty()) {
            context.yield();
            return;
        }
        RangeConsumer consumer = acquired.get();
        try {
            if (health.isPaused(consumer)) {
                context.yield();
                return;
            }
            long end = System.nanoTime() + TURN_NANOS;
            boolean more = true;
            while (more) {
                more = turn(context, sessions, consumer)
                        && System.nanoTime() < end
                        && isScheduled()
                        && context.getAvailableRelationships().containsAll(getRelationships());
            }
            lags.show(consumer, consumer.lags(), sessions);
        } finally {
            open.release(consumer);
        }
    }

    /** Polls once, and hands over; returns whether there was news. */
    private boolean turn(ProcessContext context, ProcessSessionFactory sessions, RangeConsumer consumer) {
        ConsumeOutcome outcome = consumer.poll(PATIENCE);
        if (outcome instanceof ConsumeOutcome.Wait wait) {
            if (wait.reason() != WaitReason.STOPPING) {
                health.failed(consumer, wait.reason().text(), wait.message());
                context.yield();
            }
            return false;
        }
        if (outcome instanceof ConsumeOutcome.Taken taken) {
            return handOver(context, sessions, consumer, taken.handover());
        }
        health.worked(consumer);
        return false;
    }

    private boolean handOver(
            ProcessContext context, ProcessSessionFactory sessions, RangeConsumer consumer, Handover handover) {
        ProcessSession session = sessions.createSession();
        try {
            RangeTransfers transfers = new RangeTransfers(session, plan, host, clock.instant());
            for (RecordRange range : handover.ranges()) {
                plan.content().write(range, transfers);
            }
        } catch (IOException unwritten) {
            session.rollback();
            consumer.release(handover);
            health.failed(consumer, "write", String.valueOf(unwritten.getMessage()));
            context.yield();
            return false;
        } catch (RuntimeException | Error bug) {
            session.rollback();
            consumer.release(handover);
            throw bug;
        }
        if (handover.seal()) {
            session.commitAsync(() -> consumer.confirm(handover), failure -> consumer.release(handover));
            health.worked(consumer);
        } else {
            // Somebody else reads these ranges now.
            session.rollback();
        }
        return true;
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog verificationLogger, Map<String, String> attributes) {
        return Verification.of(() -> {
            ConsumePlan read = ConsumePlan.of(context, getIdentifier(), verificationLogger);
            return ConsumerCheck.of(new KafkaClients(read.clientProperties()), read.consumer(), CHECK_TIMEOUT);
        });
    }
}
