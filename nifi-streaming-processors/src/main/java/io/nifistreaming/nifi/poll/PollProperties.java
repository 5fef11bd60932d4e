package io.nifistreaming.nifi.poll;

import java.util.List;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.expression.ExpressionLanguageScope;

/** What can be configured about polling: targets, time, politeness and output. */
final class PollProperties {
    static final String EMIT_ALL = "All";
    static final String EMIT_CHANGED = "Changed";
    static final String EMIT_BEYOND = "Changed By More Than Threshold";

    static final PropertyDescriptor TARGETS = builder("Targets")
            .description(
                    "What to poll, as a JSON document {\"targets\": [...]}; see the additional details for all fields"
                            + " and an example. Parameters and expressions are replaced before it is read. Either this"
                            + " or Targets File; neither, if all targets come with incoming flow files.")
            .addValidator(PollChecks.of(TargetsDocument::check))
            .build();
    static final PropertyDescriptor TARGETS_FILE = builder("Targets File")
            .description("A file with such a JSON document, read when the processor starts.")
            .addValidator(PollChecks.NOT_BLANK)
            .build();
    static final PropertyDescriptor POLL_INTERVAL = builder("Poll Interval")
            .description("From the start of one poll of a target to the start of the next, where the target has no"
                    + " interval of its own. The processor's own scheduling only decides how soon answers are"
                    + " collected.")
            .required(true)
            .defaultValue("15 min")
            .addValidator(PollChecks.DURATION)
            .build();
    static final PropertyDescriptor EMIT = plain("Emit")
            .description("Which observations become records. A change of stock or currency, a product that comes back"
                    + " and one that is gone are always changes. Prices are compared with those emitted last.")
            .required(true)
            .allowableValues(EMIT_CHANGED, EMIT_BEYOND, EMIT_ALL)
            .defaultValue(EMIT_CHANGED)
            .build();
    static final PropertyDescriptor THRESHOLD = builder("Threshold")
            .description("A price must differ by more than this from the one emitted last: 2.5% of it, or 0.50 in its"
                    + " currency.")
            .required(true)
            .defaultValue("1%")
            .addValidator(PollChecks.MARGIN)
            .dependsOn(EMIT, EMIT_BEYOND)
            .build();
    static final PropertyDescriptor HYSTERESIS = builder("Hysteresis")
            .description("Added to the threshold for a move against the direction of the last one, so that a price that"
                    + " swings around the threshold is not emitted again and again. In the unit of the threshold.")
            .required(true)
            .defaultValue("0%")
            .addValidator(PollChecks.MARGIN)
            .dependsOn(EMIT, EMIT_BEYOND)
            .build();
    static final PropertyDescriptor MISSES = builder("Misses Before Gone")
            .description("In how many complete polls in a row a product must be missing before a record says that it is"
                    + " gone. A failed, partial or unexpected answer never counts as a miss.")
            .required(true)
            .defaultValue("3")
            .addValidator(PollChecks.whole(1, 10_000))
            .build();
    static final PropertyDescriptor STORE_DIRECTORY = builder("Store Directory")
            .description("Where the last prices and what is not yet handed over are kept, on local disk, for this"
                    + " processor alone. By default streaming_store/ and the processor's id in NiFi's working"
                    + " directory.")
            .addValidator(PollChecks.NOT_BLANK)
            .build();
    static final PropertyDescriptor MAX_RECORDS = builder("Max Records per Flow File")
            .description("The most records in one flow file.")
            .required(true)
            .defaultValue("1000")
            .addValidator(PollChecks.whole(1, 1_000_000))
            .build();
    static final PropertyDescriptor MAX_PAGES = builder("Max Pages")
            .description("The most pages of one listing in one poll, where the target names no number of its own.")
            .required(true)
            .defaultValue("100")
            .addValidator(PollChecks.whole(1, 100_000))
            .build();

    private PollProperties() {}

    /** In the order of the dialog. */
    static List<PropertyDescriptor> all() {
        return List.of(
                TARGETS,
                TARGETS_FILE,
                POLL_INTERVAL,
                EMIT,
                THRESHOLD,
                HYSTERESIS,
                MISSES,
                MAX_RECORDS,
                RecordProperties.READER,
                RecordProperties.WRITER,
                HttpProperties.REQUEST_TIMEOUT,
                HttpProperties.CONNECT_TIMEOUT,
                HttpProperties.MAX_ANSWER_SIZE,
                HttpProperties.MAX_REDIRECTS,
                HttpProperties.ALLOWED_HOSTS,
                HttpProperties.MAX_IN_FLIGHT,
                HttpProperties.HOST_CONCURRENCY,
                HttpProperties.HOST_RATE,
                HttpProperties.HOST_FAILURES,
                HttpProperties.HOST_REST,
                HttpProperties.RETRY_AFTER_CAP,
                HttpProperties.BACKOFF_BASE,
                HttpProperties.BACKOFF_CAP,
                MAX_PAGES,
                HttpProperties.USER_AGENT,
                HttpProperties.SSL,
                HttpProperties.PROXY,
                AuthProperties.API_KEY_HEADER,
                AuthProperties.API_KEY,
                AuthProperties.BEARER_TOKEN,
                AuthProperties.BASIC_USER,
                AuthProperties.BASIC_PASSWORD,
                AuthProperties.OAUTH2,
                STORE_DIRECTORY);
    }

    /** A property that takes parameters and expressions over variables. */
    static PropertyDescriptor.Builder builder(String name) {
        return plain(name).expressionLanguageSupported(PollChecks.VARIABLES);
    }

    /** A property without expressions. */
    static PropertyDescriptor.Builder plain(String name) {
        return new PropertyDescriptor.Builder()
                .name(name)
                .displayName(name)
                .expressionLanguageSupported(ExpressionLanguageScope.NONE);
    }
}
