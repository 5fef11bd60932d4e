package io.nifistreaming.poll;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is polled as one: all its requests and pages together are one logical poll with one outcome.
 *
 * @param name unique in the plan; the origin id of its observations
 * @param competitor whose prices these are
 * @param url where to ask; its names must be among the parameters
 * @param parameters values for the template
 * @param skus for {@code {sku}} and {@code {skus}}; may be empty otherwise
 * @param headers sent with each request to the target's own origin, never to another
 * @param pagination how a listing goes on
 * @param interval between the starts of two polls; {@link Duration#ZERO} means that it is polled once and forgotten
 * @param contentTypes media types that are accepted, in lower case, {@code application/*} for all of a kind; an empty
 *     set accepts everything but HTML that asks for a human
 */
public record PollTarget(
        String name,
        String competitor,
        UrlTemplate url,
        Map<String, String> parameters,
        List<String> skus,
        Map<String, String> headers,
        Pagination pagination,
        Duration interval,
        Set<String> contentTypes) {
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    /** Set by the poller or the HTTP client. */
    private static final Set<String> OURS = Set.of(
            "accept-encoding",
            "connection",
            "content-length",
            "expect",
            "host",
            "if-modified-since",
            "if-none-match",
            "range",
            "upgrade");

    public PollTarget {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("A target needs a name");
        }
        if (competitor == null || competitor.isBlank()) {
            throw new IllegalArgumentException("Target '" + name + "' needs a competitor");
        }
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(pagination, "pagination");
        if (interval.isNegative()) {
            throw new IllegalArgumentException("Interval of target '" + name + "' is negative");
        }
        checkHeaders(name, headers);
        parameters = Map.copyOf(parameters);
        skus = List.copyOf(skus);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        contentTypes = Set.copyOf(contentTypes);
        try {
            url.expand(parameters, skus);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Target '" + name + "': " + e.getMessage(), e);
        }
    }

    private static void checkHeaders(String target, Map<String, String> headers) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String name = header.getKey();
            if (!HEADER_NAME.matcher(name).matches() || OURS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "Target '" + target + "': header '" + name + "' can't be set: remove it or rename it");
            }
            if (header.getValue().chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
                // Not the value itself: it may be a secret.
                throw new IllegalArgumentException(
                        "Target '" + target + "': the value of header '" + name + "' holds a control character");
            }
        }
    }

    /** A target with one request, no headers and no pages; any content type. */
    public static PollTarget of(String name, String competitor, String url, Duration interval) {
        return new PollTarget(
                name,
                competitor,
                UrlTemplate.of(url),
                Map.of(),
                List.of(),
                Map.of(),
                Pagination.none(),
                interval,
                Set.of());
    }

    /** All requests of one poll, first pages only. */
    public List<URI> requests() {
        return url.expand(parameters, skus);
    }

    /** Whether it is polled once and then forgotten, as targets from flow files are. */
    public boolean once() {
        return interval.isZero();
    }
}
