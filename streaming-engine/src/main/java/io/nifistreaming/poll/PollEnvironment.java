package io.nifistreaming.poll;

import java.time.Clock;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * All that a poller needs from outside; tests give fakes.
 *
 * @param http asks
 * @param extractor reads answers
 * @param auth proves who asks
 * @param clock tells when something is due
 * @param random jitters
 * @param listener hears what goes on
 */
public record PollEnvironment(
        HttpExchange http,
        PriceExtractor extractor,
        RequestAuth auth,
        Clock clock,
        RandomGenerator random,
        PollListener listener) {
    public PollEnvironment {
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(extractor, "extractor");
        Objects.requireNonNull(auth, "auth");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(listener, "listener");
    }
}
