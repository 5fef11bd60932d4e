package io.nifistreaming.poll;

import java.time.Duration;
import java.util.Objects;

/** What became of a request. */
public sealed interface HttpResult {
    /** The peer answered, whatever the status. */
    record Answered(HttpAnswer answer) implements HttpResult {
        public Answered {
            Objects.requireNonNull(answer, "answer");
        }
    }

    /**
     * The peer answered with something that we don't take, and asking again would bring it again.
     *
     * @param message problem, cause and remedy; no secret
     */
    record Refused(RejectKind kind, String message, Duration took) implements HttpResult {}

    /**
     * No whole answer came; a later try may succeed.
     *
     * @param message problem, cause and remedy; no secret
     */
    record Unreachable(String message, Duration took) implements HttpResult {}
}
