package io.nifistreaming.poll;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * A whole answer of a peer, after redirects and decompression.
 *
 * @param status HTTP status
 * @param headers of the last hop
 * @param body decompressed, bounded by the plan's maximum answer size; shared, not copied: don't write into it
 * @param url the final URL; may hold secrets, so redact it before it is shown
 * @param receivedAt when the last byte came
 * @param took from asking to the last byte
 */
public record HttpAnswer(int status, HttpHeaders headers, byte[] body, URI url, Instant receivedAt, Duration took) {
    public HttpAnswer {
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(took, "took");
    }

    /** The first value of a header, the empty string if there is none; names are case-insensitive. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The media type in lower case without parameters, such as {@code application/json}; empty if not told. */
    public String contentType() {
        String type = header("content-type");
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT);
    }

    /** The charset of the content type, UTF-8 if it names none or one that is unknown here. */
    public Charset charset() {
        for (String parameter : header("content-type").split(";", -1)) {
            String pair = parameter.trim();
            if (pair.regionMatches(true, 0, "charset=", 0, 8)) {
                return named(pair.substring(8).replace("\"", "").trim());
            }
        }
        return StandardCharsets.UTF_8;
    }

    private static Charset named(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException ignored) {
            return StandardCharsets.UTF_8;
        }
    }
}
