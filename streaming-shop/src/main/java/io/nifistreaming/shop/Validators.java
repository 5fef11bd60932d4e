package io.nifistreaming.shop;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The honest side of conditional requests: a 304 is given only if nothing that the client could have seen differs.
 *
 * @param etag strong, quoted; null if the site has none
 * @param modified the second of the last change; null if the site has none, or the second is not over yet
 */
record Validators(String etag, Instant modified) {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    /**
     * The validators of a body. Last-Modified counts seconds: while the second of the last change lasts, another change
     * could still fall into it and hide behind the same date, so no date is given until it is over.
     */
    static Validators of(Site.Traits traits, byte[] body, Instant lastChange, Instant now) {
        Instant second = lastChange.truncatedTo(ChronoUnit.SECONDS);
        boolean over = !now.isBefore(second.plusSeconds(1));
        return new Validators(traits.etag() ? etag(body) : null, traits.lastModified() && over ? second : null);
    }

    private static String etag(byte[] body) {
        CRC32C sum = new CRC32C();
        sum.update(body);
        long other = 1125899906842597L;
        for (byte one : body) {
            other = 31 * other + one;
        }
        return String.format("\"%08x%016x\"", sum.getValue(), other);
    }

    /** Whether the client's copy is still good: by its ETag if it sent one, else by its date (RFC 9110, 13.2.2). */
    boolean match(String ifNoneMatch, String ifModifiedSince) {
        if (ifNoneMatch != null) {
            return etag != null && listsTag(ifNoneMatch);
        }
        return modified != null
                && ifModifiedSince != null
                && parse(ifModifiedSince)
                        .filter(date -> !modified.isAfter(date))
                        .isPresent();
    }

    private boolean listsTag(String header) {
        for (String candidate : header.split(",", -1)) {
            String tag = candidate.trim();
            String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
            if (strong.equals("*") || strong.equals(etag) || strong.equals(gzipped(etag))) {
                return true;
            }
        }
        return false;
    }

    /** Another encoding is another representation, so it has its own strong tag. */
    static String gzipped(String etag) {
        return etag.substring(0, etag.length() - 1) + "-gzip\"";
    }

    static String httpDate(Instant moment) {
        return HTTP_DATE.format(ZonedDateTime.ofInstant(moment, ZoneOffset.UTC));
    }

    private static Optional<Instant> parse(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException ignored) {
            return Optional.empty();
        }
    }
}
