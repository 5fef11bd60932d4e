package io.nifistreaming.poll;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where the polling of one target stands: small, immutable, kept by the adapter in cluster state. It may be saved only
 * once the rows that it stands for are safe.
 *
 * @param fingerprint of what decides which page is asked for and what is made of it; validators of another are void
 * @param validators by digest of the page's URL
 * @param first index of the request that the next poll begins with: where a poll was cut short, so that the end of a
 *     long list is not starved
 * @param failures polls in a row that brought nothing
 * @param notBefore when the target is due
 * @param sinceFull polls since the last that asked for every page unconditionally
 */
public record PollCursor(
        String fingerprint,
        Map<String, Validator> validators,
        int first,
        int failures,
        Instant notBefore,
        int sinceFull) {
    private static final PollCursor START = new PollCursor("", Map.of(), 0, 0, Instant.EPOCH, 0);
    private static final int LONGEST_NAME = 64;

    public PollCursor {
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(notBefore, "notBefore");
        validators = Collections.unmodifiableMap(new LinkedHashMap<>(validators));
        if (first < 0 || failures < 0 || sinceFull < 0) {
            throw new IllegalArgumentException("A cursor doesn't count below zero");
        }
    }

    /** Of a target never polled: due at once, all requests unconditional. */
    public static PollCursor start() {
        return START;
    }

    /** The key for a target in a state map: its name, digested if long. */
    public static String stateKey(String targetName) {
        return "poll." + (targetName.length() <= LONGEST_NAME ? targetName : "#" + Digest.of(targetName));
    }

    /** A text of at most 1,500 characters; validators that would not fit are left out, and asked for in full. */
    public String encode() {
        return PollCursorCodec.encode(this);
    }

    /**
     * Reads what {@link #encode} wrote. Anything else, such as a newer version's cursor, gives {@link #start()}: then
     * everything is asked for once more, which is harmless.
     */
    public static PollCursor decode(String text) {
        return PollCursorCodec.decode(text).orElse(START);
    }

    /** Whether only the schedule differs: then saving it is not worth a write to cluster state. */
    public boolean sameProgress(PollCursor other) {
        return fingerprint.equals(other.fingerprint)
                && validators.equals(other.validators)
                && first == other.first
                && failures == other.failures;
    }

    /** This cursor for a target of that fingerprint; it keeps validators only if they were made for it. */
    PollCursor forFingerprint(String wanted) {
        return fingerprint.equals(wanted) ? this : new PollCursor(wanted, Map.of(), 0, failures, notBefore, 0);
    }

    PollCursor withNotBefore(Instant instant) {
        return new PollCursor(fingerprint, validators, first, failures, instant, sinceFull);
    }

    /** The validator for a page, empty if there is none. */
    Validator validator(URI page) {
        return validators.getOrDefault(key(page), new Validator("", "", false));
    }

    static String key(URI page) {
        return Digest.of(page.toString());
    }
}
