package io.nifistreaming.nifi.poll;

import java.time.Duration;

/**
 * What a target gets that its entry does not say.
 *
 * @param interval between two polls; zero for targets that are polled once
 * @param maxPages of a listing
 */
record TargetDefaults(Duration interval, int maxPages) {
    static TargetDefaults forChecking() {
        return new TargetDefaults(Duration.ofMinutes(15), 100);
    }

    /** The same for targets that come with a flow file. */
    TargetDefaults once() {
        return new TargetDefaults(Duration.ZERO, maxPages);
    }
}
