package io.nifistreaming.nifi.poll;

import io.nifistreaming.poll.Backoff;
import io.nifistreaming.poll.HostLimits;
import io.nifistreaming.poll.HostRules;
import io.nifistreaming.poll.HttpSettings;
import io.nifistreaming.poll.PollPlan;
import io.nifistreaming.poll.PollTarget;
import io.nifistreaming.poll.PriceChangePolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.processor.DataUnit;

/**
 * Everything that was configured, read once and valid.
 *
 * @param targets polled by schedule; may be empty where targets come with flow files
 * @param policy what is worth telling
 * @param defaults for targets that come with flow files
 */
record PollSettings(
        List<TargetSpec> targets,
        PriceChangePolicy policy,
        TargetDefaults defaults,
        int maxRecords,
        Path storeDirectory,
        HttpSettings http,
        HostLimits hosts,
        Backoff backoff,
        int maxInFlight,
        Duration longestWait) {
    private static final int REST_CAP = 30;
    private static final int EVIDENCE_BYTES = 64 << 10;
    private static final int FULL_SWEEP_EVERY = 12;
    private static final int RETRIES = 2;

    /**
     * Reads the configuration.
     *
     * @param componentId names the default directory of the store
     * @throws IllegalArgumentException naming the field that is wrong
     */
    static PollSettings from(PropertyContext context, String componentId) {
        TargetDefaults defaults = new TargetDefaults(
                duration(context, PollProperties.POLL_INTERVAL), whole(context, PollProperties.MAX_PAGES));
        return new PollSettings(
                targets(context, defaults),
                policy(context),
                defaults,
                whole(context, PollProperties.MAX_RECORDS),
                storeDirectory(context, componentId),
                http(context),
                hosts(context),
                backoff(context),
                whole(context, HttpProperties.MAX_IN_FLIGHT),
                duration(context, HttpProperties.RETRY_AFTER_CAP));
    }

    /**
     * The engine's plan.
     *
     * @param generation of the store: a store that knows nothing needs every page once more
     * @param scheduled the targets that are polled by schedule on this node
     */
    PollPlan plan(long generation, List<TargetSpec> scheduled) {
        List<PollTarget> polled = new ArrayList<>();
        StringBuilder extraction = new StringBuilder("store ").append(generation);
        for (TargetSpec spec : scheduled) {
            polled.add(spec.target());
            extraction.append('\n').append(spec.mapping()).append(spec.format());
        }
        return new PollPlan(
                http,
                hosts,
                backoff,
                maxInFlight,
                RETRIES,
                longestWait.compareTo(http.timeout()) < 0 ? longestWait : http.timeout(),
                longestWait,
                FULL_SWEEP_EVERY,
                EVIDENCE_BYTES,
                extraction.toString(),
                polled);
    }

    private static List<TargetSpec> targets(PropertyContext context, TargetDefaults defaults) {
        String document = text(context, PollProperties.TARGETS);
        PropertyDescriptor field = PollProperties.TARGETS;
        if (document == null) {
            field = PollProperties.TARGETS_FILE;
            String file = text(context, field);
            document = file == null ? null : content(Path.of(file.trim()));
        }
        if (document == null) {
            return List.of();
        }
        try {
            return new TargetsDocument(defaults).read(document);
        } catch (IllegalArgumentException trouble) {
            throw new IllegalArgumentException("'" + field.getName() + "': " + trouble.getMessage(), trouble);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new IllegalArgumentException(
                    "'Targets File' " + file + " can't be read: " + failure + ". Check path and permissions", failure);
        }
    }

    private static PriceChangePolicy policy(PropertyContext context) {
        int misses = whole(context, PollProperties.MISSES);
        String emit = text(context, PollProperties.EMIT);
        if (PollProperties.EMIT_ALL.equals(emit)) {
            return PriceChangePolicy.all(misses);
        }
        if (PollProperties.EMIT_CHANGED.equals(emit)) {
            return PriceChangePolicy.changed(misses);
        }
        Margin threshold = Margin.parse(text(context, PollProperties.THRESHOLD));
        Margin hysteresis = Margin.parse(text(context, PollProperties.HYSTERESIS));
        if (threshold.unit() != hysteresis.unit() && hysteresis.amount().signum() != 0) {
            throw new IllegalArgumentException(
                    "'Threshold' and 'Hysteresis' must both be percentages, or both amounts");
        }
        return new PriceChangePolicy(
                PriceChangePolicy.Emit.BEYOND, threshold.amount(), hysteresis.amount(), threshold.unit(), misses);
    }

    private static Path storeDirectory(PropertyContext context, String componentId) {
        String directory = text(context, PollProperties.STORE_DIRECTORY);
        try {
            return (directory == null ? Path.of("streaming_store", componentId) : Path.of(directory.trim()))
                    .toAbsolutePath()
                    .normalize();
        } catch (InvalidPathException malformed) {
            throw new IllegalArgumentException(
                    "'" + PollProperties.STORE_DIRECTORY.getName() + "' is no path: " + malformed.getReason(),
                    malformed);
        }
    }

    private static HttpSettings http(PropertyContext context) {
        Set<String> hosts = new HashSet<>();
        String allowed = text(context, HttpProperties.ALLOWED_HOSTS);
        if (allowed != null) {
            hosts.addAll(List.of(allowed.trim().split("\\s*,\\s*", -1)));
        }
        double answerBytes = DataUnit.parseDataSize(text(context, HttpProperties.MAX_ANSWER_SIZE), DataUnit.B);
        return new HttpSettings(
                duration(context, HttpProperties.CONNECT_TIMEOUT),
                duration(context, HttpProperties.REQUEST_TIMEOUT),
                (int) answerBytes,
                whole(context, HttpProperties.MAX_REDIRECTS),
                new HostRules(hosts),
                text(context, HttpProperties.USER_AGENT));
    }

    private static HostLimits hosts(PropertyContext context) {
        int concurrency = whole(context, HttpProperties.HOST_CONCURRENCY);
        double rate = Double.parseDouble(text(context, HttpProperties.HOST_RATE).trim());
        Duration rest = duration(context, HttpProperties.HOST_REST);
        return new HostLimits(
                concurrency,
                rate,
                Math.max(1, (int) Math.min(concurrency, Math.ceil(rate == 0 ? concurrency : rate))),
                whole(context, HttpProperties.HOST_FAILURES),
                rest,
                rest.multipliedBy(REST_CAP));
    }

    private static Backoff backoff(PropertyContext context) {
        Duration base = duration(context, HttpProperties.BACKOFF_BASE);
        Duration cap = duration(context, HttpProperties.BACKOFF_CAP);
        if (cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("'Back-off Cap' must not be shorter than 'Back-off Base'");
        }
        return new Backoff(base, cap);
    }

    /** The value after expressions; null if there is none. */
    static String text(PropertyContext context, PropertyDescriptor property) {
        String value = property.getExpressionLanguageScope() == org.apache.nifi.expression.ExpressionLanguageScope.NONE
                ? context.getProperty(property).getValue()
                : context.getProperty(property).evaluateAttributeExpressions().getValue();
        return value == null || value.isBlank() ? null : value;
    }

    private static int whole(PropertyContext context, PropertyDescriptor property) {
        return Integer.parseInt(checked(context, property, "a whole number", "\\d{1,9}"));
    }

    private static Duration duration(PropertyContext context, PropertyDescriptor property) {
        String text = text(context, property);
        try {
            return Duration.ofMillis(Math.max(0, Math.round(PollChecks.millis(String.valueOf(text)))));
        } catch (IllegalArgumentException trouble) {
            throw new IllegalArgumentException("'" + property.getName() + "': " + trouble.getMessage(), trouble);
        }
    }

    private static String checked(PropertyContext context, PropertyDescriptor property, String form, String pattern) {
        String text = String.valueOf(text(context, property)).trim();
        PollChecks.require(text.matches(pattern), "'" + property.getName() + "' must be " + form);
        return text;
    }
}
