package io.nifistreaming.poll;

import io.nifistreaming.testing.FakeReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Hosts with moods, and listings whose prices change: the model that a poller is held against. Paths are
 * {@code /<kind>/<target>}; every product of a listing always exists, so none may ever look missing.
 */
final class SimulatedWeb {
    static final int PAGES = 3;

    private final Random random;
    private final Map<String, Instant> outageUntil = new HashMap<>();
    private final Map<String, Instant> leaveAloneUntil = new HashMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final Set<String> validETags = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private boolean healed;
    private final List<Throttle> throttles = new ArrayList<>();

    /** An answer under way that says so counts from its arrival. */
    private record Throttle(String host, Instant from, Instant until) {}

    SimulatedWeb(Random random) {
        this.random = random;
    }

    /** From now on every host is well. */
    void heal() {
        healed = true;
        outageUntil.clear();
    }

    List<String> violations() {
        return violations;
    }

    /** The prices' version of a listing, as it is now. */
    int version(String path) {
        return versions.getOrDefault(path, 0);
    }

    void changePrices(String path) {
        versions.merge(path, 1, Integer::sum);
    }

    boolean down(String host, Instant now) {
        return now.isBefore(outageUntil.getOrDefault(host, Instant.MIN));
    }

    void startOutage(String host, Instant until) {
        outageUntil.put(host, until);
    }

    FakeReply reply(HttpAsk ask, Instant now) {
        String host = ask.url().getHost();
        Duration delay = Duration.ofMillis(10 + random.nextInt(400));
        Instant arrives = now.plus(delay);
        if (now.isBefore(leaveAloneUntil.getOrDefault(host, Instant.MIN))) {
            violations.add(host + " was asked at " + now + " before its Retry-After was over");
        }
        String etag = ask.headers().get("If-None-Match");
        if (etag != null && !validETags.contains(etag)) {
            violations.add(host + " was sent a validator it never gave for " + ask.url() + ": " + etag);
        }
        if (!healed) {
            if (down(host, now)) {
                return (random.nextBoolean() ? FakeReply.drop() : FakeReply.of(503, "")).after(delay);
            }
            FakeReply mood = mood(host, arrives);
            if (mood != null) {
                return mood.after(delay);
            }
        }
        return page(ask, etag).after(delay);
    }

    private FakeReply mood(String host, Instant arrives) {
        int dice = random.nextInt(100);
        if (dice < 3) {
            int seconds = 1 + random.nextInt(60);
            throttle(host, arrives, seconds);
            return FakeReply.of(429, "").with("Retry-After", Integer.toString(seconds));
        }
        if (dice < 6) {
            return FakeReply.drop();
        }
        if (dice < 8) {
            return FakeReply.of(500, "oops");
        }
        if (dice < 10) {
            return FakeReply.of(200, "<html>a captcha")
                    .with("Content-Type", "text/html")
                    .with("ETag", "\"captcha\"");
        }
        return null;
    }

    private void throttle(String host, Instant arrives, int seconds) {
        throttles.add(new Throttle(host, arrives, arrives.plusSeconds(seconds)));
    }

    /** A poller that has died can't keep what it was told. */
    void forgetThrottles() {
        throttles.clear();
        leaveAloneUntil.clear();
    }

    /** To be called when time has moved, and the poller has seen all that arrived by then. */
    void settle(Instant now) {
        for (Throttle throttle : List.copyOf(throttles)) {
            if (!throttle.from().isAfter(now)) {
                leaveAloneUntil.merge(throttle.host(), throttle.until(), (a, b) -> a.isAfter(b) ? a : b);
                throttles.remove(throttle);
            }
        }
    }

    private FakeReply page(HttpAsk ask, String etag) {
        String path = ask.url().getPath();
        String query = ask.url().getQuery();
        int page = query == null ? 0 : Integer.parseInt(query.substring(query.indexOf('=') + 1));
        String tag = "\"" + path + ":" + page + ":" + version(path) + "\"";
        if (tag.equals(etag)) {
            return FakeReply.of(304, "");
        }
        validETags.add(tag);
        if (path.startsWith("/number") && page > PAGES) {
            return FakeReply.of(200, "#end");
        }
        int index = path.startsWith("/number") ? page - 1 : page;
        FakeReply reply = FakeReply.of(200, "s" + index + " " + version(path)).with("ETag", tag);
        if (path.startsWith("/link") && page + 1 < PAGES) {
            return reply.with("Link", "<?page=" + (page + 1) + ">; rel=\"next\"");
        }
        if (path.startsWith("/loop")) {
            return reply.with("Link", "<?page=" + (page + 1) % 2 + ">; rel=\"next\"");
        }
        return reply;
    }

    /** The SKUs that a complete poll of this path must name. */
    static Set<String> skus(String path) {
        if (path.startsWith("/one")) {
            return Set.of("s0");
        }
        return path.startsWith("/loop") ? Set.of("s0", "s1") : Set.of("s0", "s1", "s2");
    }
}
