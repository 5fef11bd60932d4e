package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.KafkaClients;
import io.nifistreaming.kafka.KafkaGateway;
import io.nifistreaming.kafka.OriginPublisher;
import io.nifistreaming.kafka.Publication;
import io.nifistreaming.kafka.PublishOutcome;
import io.nifistreaming.kafka.PublisherPlan.Spread;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.annotation.lifecycle.OnStopped;
import org.apache.nifi.annotation.lifecycle.OnUnscheduled;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.AbstractSessionFactoryProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.ProcessSessionFactory;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.VerifiableProcessor;

/**
 * Publishes flow files with {@link OriginPublisher}, and turns its outcomes into transfers.
 *
 * <p>Keeps no state of its own. Does not support batching of sessions by the framework: a flow file's identity may be
 * forgotten only after the very commit that ends it, and a session that stays open would hold back that news.
 */
@InputRequirement(InputRequirement.Requirement.INPUT_REQUIRED)
@Tags({"kafka", "publish", "send", "streaming", "exactly-once", "transaction", "record", "json"})
@CapabilityDescription("Publishes the records of flow files, or their raw content, to a Kafka topic, exactly once: what"
        + " was published travels as ranges of its source in the same Kafka transaction, so flow files that NiFi"
        + " replays after a crash are recognised and not sent again. Input stays queued while the cluster is slow or"
        + " gone; records that can never be sent go to failure with the reason, without holding back the others.")
@ReadsAttribute(
        attribute = "stream.origin.*",
        description = "Where the content came from and which range of it; trusted only if size and CRC-32C fit the"
                + " content. Otherwise the flow file's UUID and the record's index identify a record.")
@WritesAttributes({
    @WritesAttribute(attribute = OutcomeTransfers.TOPIC, description = "success: the topic"),
    @WritesAttribute(
            attribute = OutcomeTransfers.OFFSETS,
            description = "success: partitions and offsets, as in 0:10-20,3:5-9 (first offset, offset after the last)"),
    @WritesAttribute(attribute = OutcomeTransfers.SENT, description = "success: records sent now"),
    @WritesAttribute(
            attribute = OutcomeTransfers.DUPLICATES,
            description = "success: records that the topic already held"),
    @WritesAttribute(
            attribute = OutcomeTransfers.REJECTED,
            description = "success: records that went to failure in a flow file of their own"),
    @WritesAttribute(
            attribute = OutcomeTransfers.ERROR_KIND,
            description = "failure: too-large, invalid-record, serialisation, unknown-topic, invalid-topic,"
                    + " unknown-partition, topic-not-authorised or unreadable"),
    @WritesAttribute(attribute = OutcomeTransfers.ERROR_MESSAGE, description = "failure: problem, cause and remedy"),
    @WritesAttribute(
            attribute = OutcomeTransfers.ERROR_RECORDS,
            description = "failure: number of records, where the others of the same flow file were published")
})
@SeeAlso(KafkaConnection.class)
public class PublishKafkaStream extends AbstractSessionFactoryProcessor implements VerifiableProcessor {
    static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("All that can be sent is in the topic.")
            .build();
    static final Relationship FAILURE = new Relationship.Builder()
            .name("failure")
            .description("Can never be sent as it is: whole flow files, or the unfit records of one whose others were"
                    + " sent. Best led to a dead-letter topic.")
            .build();

    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(10);

    private final Clock clock;
    private final Function<PublishPlan, KafkaGateway> cluster;
    private volatile PublishPlan plan;
    private volatile FlowFilePlan flowFilePlan;
    private volatile OriginPublisher publisher;
    private volatile Troubles troubles;

    /** As NiFi makes it. */
    public PublishKafkaStream() {
        this(Clock.systemUTC(), plan -> new KafkaClients(plan.clientProperties()));
    }

    PublishKafkaStream(Clock clock, Function<PublishPlan, KafkaGateway> cluster) {
        this.clock = clock;
        this.cluster = cluster;
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PublishKafkaStreamProperties.ALL;
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(SUCCESS, FAILURE)));
    }

    @Override
    protected Collection<ValidationResult> customValidate(ValidationContext context) {
        return PublishChecks.of(context);
    }

    @OnScheduled
    public void open(ProcessContext context) {
        PublishPlan read = PublishPlan.of(context, getIdentifier(), spread());
        plan = read;
        flowFilePlan = new FlowFilePlan(context, read.maxRequestSize(), getLogger());
        troubles = new Troubles(getLogger(), clock);
        publisher = OriginPublisher.open(read.publisher(), cluster.apply(read), clock);
    }

    /**
     * Already when it is no longer scheduled: a task that is terminated instead of waited for never comes to the end of
     * stopping. Tasks that run keep their clients until their batch is settled.
     */
    @OnUnscheduled
    @OnStopped
    public void close() {
        OriginPublisher open = publisher;
        publisher = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSessionFactory sessions) {
        ProcessSession session = sessions.createSession();
        try {
            trigger(context, sessions, session);
        } catch (RuntimeException | Error bug) {
            session.rollback(true);
            throw bug;
        }
    }

    private void trigger(ProcessContext context, ProcessSessionFactory sessions, ProcessSession session) {
        OriginPublisher open = publisher;
        if (open == null || open.isPaused()) {
            context.yield();
            return;
        }
        List<FlowFile> flowFiles = session.get(plan.batch().filter());
        if (flowFiles.isEmpty()) {
            return;
        }
        OutcomeTransfers transfers = new OutcomeTransfers(session, flowFilePlan, plan.bootstrapServers(), troubles);
        publish(open, flowFiles, new Publications(flowFilePlan, session), transfers);
        // Rolled back, what waits keeps its place, so that what came later in its files doesn't overtake it.
        if (transfers.kept().size() == flowFiles.size()) {
            session.rollback();
            context.yield();
            return;
        }
        if (!transfers.kept().isEmpty()) {
            ProcessSession waiting = sessions.createSession();
            session.migrate(waiting, transfers.kept());
            waiting.rollback();
        }
        if (transfers.isWaiting()) {
            context.yield();
        } else if (!transfers.done().isEmpty()) {
            troubles.over();
        }
        List<PublishOutcome.Done> done = List.copyOf(transfers.done());
        session.commitAsync(() -> open.confirm(done));
    }

    private static void publish(
            OriginPublisher open, List<FlowFile> flowFiles, Publications publications, OutcomeTransfers transfers) {
        List<FlowFile> fit = new ArrayList<>();
        List<Publication> batch = new ArrayList<>();
        for (FlowFile flowFile : flowFiles) {
            try {
                batch.add(publications.of(flowFile));
                fit.add(flowFile);
            } catch (UnfitFlowFileException unfit) {
                transfers.reject(flowFile, unfit.kind(), unfit.getMessage());
            }
        }
        if (batch.isEmpty()) {
            return;
        }
        long started = System.nanoTime();
        List<PublishOutcome> outcomes = open.publish(batch);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        for (int index = 0; index < outcomes.size(); index++) {
            transfers.transfer(fit.get(index), outcomes.get(index), millis);
        }
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog verificationLogger, Map<String, String> attributes) {
        String topic = context.getProperty(PublishKafkaStreamProperties.TOPIC)
                .evaluateAttributeExpressions(attributes)
                .getValue();
        return Verification.ofTopic(topic, named -> {
            PublishPlan read = PublishPlan.of(context, getIdentifier(), spread());
            return new KafkaClients(read.clientProperties()).check(named, CHECK_TIMEOUT);
        });
    }

    private Spread spread() {
        boolean clustered =
                getNodeTypeProvider().isClustered() || getNodeTypeProvider().isConfiguredForClustering();
        return clustered ? Spread.CLUSTER : Spread.ONE_NODE;
    }
}
