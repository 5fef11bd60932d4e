package io.nifistreaming.poll;

import java.util.Arrays;

/**
 * The beginning of a page that was rejected, for a person to look at. Never part of a message or log.
 *
 * @param contentType as answered; may be empty
 * @param bytes the first bytes of the decompressed body
 * @param size of the whole body
 */
public record Evidence(String contentType, byte[] bytes, long size) {
    private static final Evidence NONE = new Evidence("", new byte[0], 0);

    static Evidence none() {
        return NONE;
    }

    static Evidence of(HttpAnswer answer, int limit) {
        byte[] body = answer.body();
        return new Evidence(answer.contentType(), Arrays.copyOf(body, Math.min(limit, body.length)), body.length);
    }
}
