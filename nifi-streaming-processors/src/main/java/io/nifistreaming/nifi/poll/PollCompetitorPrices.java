package io.nifistreaming.nifi.poll;

import io.nifistreaming.store.RocksKeyedStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.ReadsAttributes;
import org.apache.nifi.annotation.behavior.Stateful;
import org.apache.nifi.annotation.behavior.TriggerSerially;
import org.apache.nifi.annotation.behavior.TriggerWhenEmpty;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.configuration.DefaultSchedule;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.annotation.lifecycle.OnStopped;
import org.apache.nifi.annotation.notification.OnPrimaryNodeStateChange;
import org.apache.nifi.annotation.notification.PrimaryNodeState;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.processor.AbstractSessionFactoryProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSessionFactory;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.scheduling.SchedulingStrategy;

@TriggerSerially
@TriggerWhenEmpty
@InputRequirement(InputRequirement.Requirement.INPUT_ALLOWED)
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "100 ms")
@Stateful(
        scopes = Scope.CLUSTER,
        description = "Where the polling of each target stands: its validators (ETag, Last-Modified) and failures, so"
                + " that a restart, or another primary node, goes on with conditional requests. The last prices are in"
                + " the Store Directory.")
@Tags({"http", "poll", "price", "competitor", "json", "csv", "xml", "etag", "pagination", "change detection"})
@CapabilityDescription(
        "Polls the prices of competitors over HTTP: many targets in one processor, each with its schedule,"
                + " pages and field mapping, and hundreds of requests in the background. Only what changed becomes"
                + " records, numbered so that a replay after a crash is recognised. Asks conditionally, honours"
                + " Retry-After, backs off, and lets a failing host rest without disturbing the others. A page that is"
                + " not what was expected goes to invalid, and never looks like a change.")
@ReadsAttributes({
    @ReadsAttribute(
            attribute = PollAttributes.TARGET,
            description = "Of an incoming flow file: the configured target to poll once."),
    @ReadsAttribute(
            attribute = InputTargets.SKUS,
            description = "Of an incoming flow file: the SKUs to ask that target for, with commas between them."),
    @ReadsAttribute(
            attribute = InputTargets.PARAMETER + "NAME",
            description = "Of an incoming flow file: a value for {NAME} in that target's URL.")
})
@WritesAttributes({
    @WritesAttribute(attribute = PollAttributes.TARGET, description = "Name of the target."),
    @WritesAttribute(attribute = PollAttributes.COMPETITOR, description = "Whose prices these are."),
    @WritesAttribute(attribute = PollAttributes.URL, description = "What was asked first, secrets removed."),
    @WritesAttribute(attribute = PollAttributes.RECORD_COUNT, description = "Records in the flow file."),
    @WritesAttribute(attribute = PollAttributes.MIME_TYPE, description = "application/x-ndjson, or the writer's type."),
    @WritesAttribute(
            attribute = PollAttributes.PAGE_SIZE,
            description = "Of a rejected page: its size; the flow file may hold its beginning only."),
    @WritesAttribute(attribute = "stream.origin.kind", description = "http: positions are observation numbers."),
    @WritesAttribute(
            attribute = "stream.origin.id",
            description = "Name of the target; with !rows, !pages or !failure at its end, what was rejected of it."),
    @WritesAttribute(attribute = "stream.origin.generation", description = "Tells two stores apart."),
    @WritesAttribute(
            attribute = "stream.origin.first",
            description = "Number of the first record; of rejected content, its own."),
    @WritesAttribute(attribute = "stream.origin.next", description = "Number after the last record."),
    @WritesAttribute(attribute = "stream.origin.size", description = "Bytes of the content."),
    @WritesAttribute(attribute = "stream.origin.crc32c", description = "CRC-32C of the content, 8 hex digits."),
    @WritesAttribute(attribute = "stream.origin.time", description = "When it was observed."),
    @WritesAttribute(attribute = "stream.origin.host", description = "Which machine asked."),
    @WritesAttribute(attribute = PollAttributes.ERROR_KIND, description = "Why, in one word (invalid, failure)."),
    @WritesAttribute(attribute = PollAttributes.ERROR_MESSAGE, description = "Why, and what to do about it.")
})
public class PollCompetitorPrices extends AbstractSessionFactoryProcessor {
    static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("Records of what changed, or of everything, as Emit says.")
            .build();
    static final Relationship UNCHANGED = new Relationship.Builder()
            .name("unchanged")
            .description("Observations that were not worth telling. Written only while this is connected; they have no"
                    + " number, and may be repeated or missing after a crash.")
            .build();
    static final Relationship INVALID = new Relationship.Builder()
            .name("invalid")
            .description(
                    "Pages that are not what was expected, such as a captcha, as they came (cut to 64 KB), and rows"
                            + " that can't be understood, as lines of JSON. stream.error.kind and"
                            + " stream.error.message say why.")
            .build();
    static final Relationship FAILURE = new Relationship.Builder()
            .name("failure")
            .description("A message when a target's polls begin to fail, and incoming flow files that name no valid"
                    + " targets, or whose targets could not be reached.")
            .build();

    private static final long STORE_MEMORY = 16L << 20;

    private final StoreOpener stores;
    private final Clock clock;
    private volatile Opening opening;
    private volatile PollEngine engine;

    /** As NiFi makes it. */
    public PollCompetitorPrices() {
        this(directory -> RocksKeyedStore.open(directory, STORE_MEMORY), Clock.systemUTC());
    }

    PollCompetitorPrices(StoreOpener stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PollProperties.all();
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(SUCCESS, UNCHANGED, INVALID, FAILURE);
    }

    @Override
    protected Collection<ValidationResult> customValidate(ValidationContext context) {
        List<ValidationResult> results = new ArrayList<>();
        for (String objection : PollValidation.objections(context, getIdentifier())) {
            results.add(PollChecks.result("Configuration", objection));
        }
        return results;
    }

    /** Opens the store and the HTTP client; nothing is asked before the first trigger. */
    @OnScheduled
    public void start(ProcessContext context) {
        opening = new Opening(getLogger(), clock);
        engine = opening.tried(() -> PollEngine.start(context, getIdentifier(), stores, clock, getLogger()));
    }

    /** Gives up what is under way, which is asked for again after the next start. */
    @OnStopped
    public void stop() {
        PollEngine running = engine;
        engine = null;
        if (running != null) {
            running.close();
        }
    }

    /** Another primary node may have polled meanwhile: its cursors are read anew. */
    @OnPrimaryNodeStateChange
    public void primaryNodeChanged(PrimaryNodeState state) {
        PollEngine running = engine;
        if (running != null) {
            running.forgetCursors();
        }
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSessionFactory sessions) {
        PollEngine running = engine;
        if (running == null) {
            engine = opening.tried(() -> PollEngine.start(context, getIdentifier(), stores, clock, getLogger()));
            context.yield();
            return;
        }
        boolean polls =
                !getNodeTypeProvider().isClustered() || getNodeTypeProvider().isPrimary();
        if (!running.trigger(context, sessions, polls)) {
            context.yield();
        }
    }
}
