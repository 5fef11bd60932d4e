package io.nifistreaming.poll;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Everything that is configured about polling, valid once constructed.
 *
 * @param http bounds of each request
 * @param hosts what each host is asked to bear
 * @param backoff after failed requests and polls
 * @param maxInFlight requests under way at once, all hosts together
 * @param retries how often a request is repeated within its poll after a passing failure
 * @param patience a peer's Retry-After up to this is waited for within the poll; beyond, the poll ends
 * @param longestWait the cap for Retry-After
 * @param fullSweepEvery of a target with many pages, each n-th poll asks for all of them unconditionally: among pages
 *     that answer 304 and pages that don't, nobody can tell which product is missing
 * @param evidenceBytes of a rejected page that are kept
 * @param extraction whatever else decides what is made of a page (mapping, store generation); when it changes,
 *     validators are forgotten, and everything is read again
 * @param targets polled by schedule; names are unique
 */
public record PollPlan(
        HttpSettings http,
        HostLimits hosts,
        Backoff backoff,
        int maxInFlight,
        int retries,
        Duration patience,
        Duration longestWait,
        int fullSweepEvery,
        int evidenceBytes,
        String extraction,
        List<PollTarget> targets) {
    public PollPlan {
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(hosts, "hosts");
        Objects.requireNonNull(backoff, "backoff");
        Objects.requireNonNull(extraction, "extraction");
        atLeast(1, maxInFlight, "Requests under way at once");
        atLeast(0, retries, "Retries of a request");
        atLeast(1, fullSweepEvery, "Polls between full sweeps");
        atLeast(0, evidenceBytes, "Bytes of evidence");
        notNegative(patience, "Patience");
        notNegative(longestWait, "Longest wait");
        targets = List.copyOf(targets);
        // It holds the mappings of all targets, and is hashed for each of them.
        extraction = Digest.of(extraction);
        Set<String> names = new HashSet<>();
        for (PollTarget target : targets) {
            if (!names.add(target.name())) {
                throw new IllegalArgumentException("Two targets are named '" + target.name() + "': rename one");
            }
        }
    }

    /** 512 requests under way, 2 retries, 30 s of patience, at most an hour's wait, each 12th sweep full. */
    public static PollPlan of(List<PollTarget> targets) {
        return new PollPlan(
                HttpSettings.defaults(),
                HostLimits.defaults(),
                Backoff.defaults(),
                512,
                2,
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                12,
                64 << 10,
                "",
                targets);
    }

    public PollPlan withHosts(HostLimits limits) {
        return new PollPlan(
                http,
                limits,
                backoff,
                maxInFlight,
                retries,
                patience,
                longestWait,
                fullSweepEvery,
                evidenceBytes,
                extraction,
                targets);
    }

    /** Names everything that a validator of this target depends on, besides the page's URL. */
    String fingerprint(PollTarget target) {
        return Digest.of(target.headers() + "\n" + target.pagination() + "\n"
                + target.contentTypes().stream().sorted().toList() + "\n" + target.competitor() + "\n" + extraction);
    }

    private static void atLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
        }
    }

    private static void notNegative(Duration duration, String name) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + duration);
        }
    }
}
