package io.nifistreaming.nifi.poll;

import io.nifistreaming.poll.PollTarget;
import io.nifistreaming.poll.PriceMapping;
import java.util.Locale;

/**
 * One target as configured.
 *
 * @param target whom to ask, and when
 * @param mapping where its fields are
 * @param format how its answers are read
 * @param auth which of the configured credentials it is shown
 */
record TargetSpec(PollTarget target, PriceMapping mapping, Format format, Auth auth) {
    /** How answers are read. */
    enum Format {
        JSON,
        /** By the record reader service. */
        RECORD
    }

    /** Which credentials go along. */
    enum Auth {
        /** All that are configured. */
        ALL,
        NONE,
        API_KEY,
        BEARER,
        BASIC,
        OAUTH2;

        /** As in the document: {@code api-key}. */
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
