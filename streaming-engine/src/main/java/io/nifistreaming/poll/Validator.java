package io.nifistreaming.poll;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What makes the next request for a page conditional.
 *
 * @param etag verbatim with its quotes; empty if none
 * @param lastModified verbatim; empty if none
 * @param last whether the page was the last of its listing: a 304 brings no body that could say so
 */
public record Validator(String etag, String lastModified, boolean last) {
    private static final int LONGEST = 128;

    /** The answer's validator. A value too long to keep is left out, since a cut one would be a lie. */
    static Validator of(HttpAnswer answer, boolean last) {
        return new Validator(kept(answer.header("etag")), kept(answer.header("last-modified")), last);
    }

    boolean isEmpty() {
        return etag.isEmpty() && lastModified.isEmpty();
    }

    /** Both are sent: a server that knows ETags ignores the date (RFC 9110, 13.1.3). */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!etag.isEmpty()) {
            headers.put("If-None-Match", etag);
        }
        if (!lastModified.isEmpty()) {
            headers.put("If-Modified-Since", lastModified);
        }
        return headers;
    }

    private static String kept(String value) {
        return value.length() > LONGEST ? "" : value;
    }
}
