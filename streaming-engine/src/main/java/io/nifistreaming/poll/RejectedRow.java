package io.nifistreaming.poll;

import java.util.Objects;

/**
 * A row of an otherwise good page that can't become an {@link Observation}. The product was <em>seen</em>, so it must
 * not count as missing.
 *
 * @param sku null if even that could not be read; the whole poll then no longer tells which products are missing
 * @param kind why, in one word
 * @param message problem, cause and remedy, naming the field; no secret
 * @param evidence the row as text, cut to a bounded length; empty if there is none
 */
public record RejectedRow(String sku, RejectKind kind, String message, String evidence) {
    public RejectedRow {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(evidence, "evidence");
    }
}
