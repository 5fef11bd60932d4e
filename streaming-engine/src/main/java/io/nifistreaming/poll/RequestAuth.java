package io.nifistreaming.poll;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Gives the headers that prove who asks. */
@FunctionalInterface
public interface RequestAuth {
    /**
     * The headers for one request to this target. A supplier that has to ask somebody (OAuth2) does so on a thread of
     * its own, since this is called from the trigger. An exceptional completion counts as a failed request.
     */
    CompletableFuture<Map<String, String>> headers(PollTarget target);

    /** Told when a peer answered 401, so that a cached token can be thrown away. */
    default void refused(PollTarget target) {}

    static RequestAuth none() {
        return target -> CompletableFuture.completedFuture(Map.of());
    }

    static RequestAuth header(String name, String value) {
        Map<String, String> headers = Map.of(name, value);
        return target -> CompletableFuture.completedFuture(headers);
    }

    static RequestAuth bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    static RequestAuth basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
}
