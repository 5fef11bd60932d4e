package io.nifistreaming.nifi.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.nifi.logging.ComponentLog;

/**
 * One bulletin per trouble, not one per try: repeated only after {@link #SILENCE}, since NiFi forgets bulletins after
 * five minutes.
 */
final class Troubles {
    static final Duration SILENCE = Duration.ofMinutes(5);
    /** Names may come from attributes: so many different ones are told at once, the others are only logged. */
    static final int MOST = 20;

    private final ComponentLog log;
    private final Clock clock;
    private final Map<String, Instant> told = new ConcurrentHashMap<>();
    private final Map<String, Instant> rejections = new ConcurrentHashMap<>();

    Troubles(ComponentLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Tells of a trouble.
     *
     * @param name what makes it the same trouble as before
     */
    void tell(String name, String message) {
        tell(told, name, message);
    }

    /** Tells of something unfit, which does not end because something else is fit: they often come mixed. */
    void reject(String kind, String message) {
        tell(rejections, kind, message);
    }

    /** Tells of something that work goes on in spite of, and that no success ends. */
    void remark(String name, String message) {
        tell(rejections, name, message);
    }

    private void tell(Map<String, Instant> book, String name, String message) {
        Instant now = clock.instant();
        book.values().removeIf(before -> Duration.between(before, now).compareTo(SILENCE) >= 0);
        boolean told = book.size() < MOST && book.putIfAbsent(name, now) == null;
        if (told) {
            log.warn(message);
        } else {
            log.debug(message);
        }
    }

    /** Tells that all is well again, if it was not. */
    void over() {
        if (!told.isEmpty()) {
            log.info("All is well again; before: {}", String.join(", ", told.keySet()));
            told.clear();
        }
    }
}
