package io.nifistreaming.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.nifistreaming.sandbox.Waiting;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** NiFi's long-running requests: created by a POST, asked until complete, then deleted. */
final class Requests {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final JsonHttp http;

    Requests(JsonHttp http) {
        this.http = http;
    }

    /**
     * Waits for the request at {@code path} and deletes it.
     *
     * @param what for messages, for example "update of parameter context sandbox"
     * @throws ApiException if NiFi gives a failure reason, or takes longer than a minute
     */
    void await(String path, String what) {
        AtomicReference<JsonNode> last = new AtomicReference<>();
        boolean complete = Waiting.until(PATIENCE, () -> {
            JsonNode request = http.get(path).path("request");
            last.set(request);
            return request.path("complete").asBoolean();
        });
        http.delete(path);
        JsonNode failure = last.get().path("failureReason");
        if (failure.isTextual()) {
            throw new ApiException(409, "NiFi refused the " + what + ": " + failure.asText());
        }
        if (!complete) {
            throw new ApiException(
                    ApiException.NO_ANSWER,
                    "NiFi did not finish the " + what + " within " + PATIENCE.toSeconds() + " s; it was at: "
                            + last.get().path("state").asText());
        }
    }
}
