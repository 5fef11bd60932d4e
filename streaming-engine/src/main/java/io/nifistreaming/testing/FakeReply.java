package io.nifistreaming.testing;

import io.nifistreaming.poll.HttpAnswer;
import io.nifistreaming.poll.HttpResult;
import io.nifistreaming.poll.RejectKind;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a fake site does with a request, and how long it takes for it.
 *
 * @param status 0 for none: the connection drops; -1 for something that is refused
 * @param headers one value a name
 */
public record FakeReply(int status, Map<String, String> headers, byte[] body, Duration after) {
    private static final Duration USUAL = Duration.ofMillis(100);

    /** An answer of type {@code text/plain} after 100 ms. */
    public static FakeReply of(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new FakeReply(status, Map.of("Content-Type", "text/plain"), bytes, USUAL);
    }

    /** A connection that drops after 100 ms. */
    public static FakeReply drop() {
        return new FakeReply(0, Map.of(), new byte[0], USUAL);
    }

    /** An answer that is larger than allowed, after 100 ms. */
    public static FakeReply tooLarge() {
        return new FakeReply(-1, Map.of(), new byte[0], USUAL);
    }

    public FakeReply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new FakeReply(status, more, body, after);
    }

    public FakeReply after(Duration delay) {
        return new FakeReply(status, headers, body, delay);
    }

    HttpResult result(URI url, Instant receivedAt) {
        if (status == 0) {
            return new HttpResult.Unreachable("dropped", after);
        }
        if (status < 0) {
            return new HttpResult.Refused(RejectKind.TOO_LARGE, "too large", after);
        }
        Map<String, List<String>> multi = new LinkedHashMap<>();
        headers.forEach((name, value) -> multi.put(name, List.of(value)));
        HttpHeaders all = HttpHeaders.of(multi, (name, value) -> true);
        return new HttpResult.Answered(new HttpAnswer(status, all, body, url, receivedAt, after));
    }
}
