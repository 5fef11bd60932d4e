package io.nifistreaming.poll;

import java.util.Locale;

/** Why an answer, or a row of it, can never become an observation: the value of {@code stream.error.kind}. */
public enum RejectKind {
    /** 404: nothing at this address. */
    NOT_FOUND,
    /** 410: nothing any more. */
    GONE,
    /** 401: credentials are missing or wrong. */
    UNAUTHORIZED,
    /** 403, 451: we are known, and not let in. */
    FORBIDDEN,
    /** Any other status that repeating the request will not change. */
    BAD_STATUS,
    /** A status of success with a page of another type than expected. */
    WRONG_CONTENT_TYPE,
    /** A page that wants proof of a human. */
    CAPTCHA,
    /** Larger than the configured maximum, before or after decompression. */
    TOO_LARGE,
    /** A body that is not what its headers say: broken compression, charset, syntax. */
    UNREADABLE,
    /** Well-formed, but the configured fields are not where they should be. */
    SCHEMA_GONE,
    /** A single value that can't be understood, such as a price without digits. */
    BAD_VALUE,
    /** A redirect to a host that is not allowed, from https to http, in a circle, or too many. */
    REDIRECT_REFUSED,
    /** Pages that lead back to a page already seen, or to a host that is not allowed. */
    PAGE_LOOP;

    /** Lower case with dashes, for example {@code not-found}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
