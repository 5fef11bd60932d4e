package io.nifistreaming.poll;

import java.util.List;
import java.util.Objects;

/** What an extractor made of one answer. */
public sealed interface Extraction {
    /**
     * The page was understood.
     *
     * @param rows in the order of the page; an empty list means that the page honestly holds no product
     * @param rejected rows that were seen, and not understood
     */
    record Rows(List<Observation> rows, List<RejectedRow> rejected) implements Extraction {
        public Rows {
            rows = List.copyOf(rows);
            rejected = List.copyOf(rejected);
        }
    }

    /**
     * The page is not what was expected: nothing in it may be taken for a change, nor for a missing product.
     *
     * @param kind usually {@link RejectKind#SCHEMA_GONE}, {@link RejectKind#UNREADABLE} or {@link RejectKind#CAPTCHA}
     * @param message problem, cause and remedy; no secret, no part of the body
     */
    record Unexpected(RejectKind kind, String message) implements Extraction {
        public Unexpected {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(message, "message");
        }
    }
}
