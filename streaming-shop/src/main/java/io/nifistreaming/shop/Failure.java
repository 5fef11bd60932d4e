package io.nifistreaming.shop;

import java.util.Objects;

/**
 * What a site is asked to do wrong.
 *
 * @param times so many requests; 0 = until it is healed
 * @param argument milliseconds, seconds or megabytes, as the mode says; 0 = the mode's own default
 */
public record Failure(FailureMode mode, int times, int argument) {

    public Failure {
        Objects.requireNonNull(mode, "mode");
        if (times < 0 || argument < 0) {
            throw new UnknownName("times and argument must be 0 or more");
        }
    }

    /** Milliseconds to wait before anything is answered. */
    long delayMillis() {
        return mode.delays() ? (argument > 0 ? argument : mode.standard()) : 0;
    }

    int argumentOrDefault() {
        return argument > 0 ? argument : mode.standard();
    }
}
