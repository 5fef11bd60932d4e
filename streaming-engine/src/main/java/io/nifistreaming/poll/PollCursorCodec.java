package io.nifistreaming.poll;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The text form of a cursor: {@code 1|fingerprint|first|failures|notBefore in ms|sinceFull|key,last,etag,modified;...}
 * with percent-encoded values. The leading number is the version.
 */
final class PollCursorCodec {
    static final int LONGEST = 1_500;
    private static final String VERSION = "1";

    private PollCursorCodec() {}

    static String encode(PollCursor cursor) {
        StringBuilder text = new StringBuilder(VERSION)
                .append('|')
                .append(cursor.fingerprint())
                .append('|')
                .append(cursor.first())
                .append('|')
                .append(cursor.failures())
                .append('|')
                .append(cursor.notBefore().toEpochMilli())
                .append('|')
                .append(cursor.sinceFull())
                .append('|');
        String separator = "";
        for (Map.Entry<String, Validator> entry : cursor.validators().entrySet()) {
            String one = separator + validator(entry.getKey(), entry.getValue());
            if (text.length() + one.length() <= LONGEST) {
                text.append(one);
                separator = ";";
            }
        }
        return text.toString();
    }

    static Optional<PollCursor> decode(String text) {
        if (text == null) {
            return Optional.empty();
        }
        String[] fields = text.split("\\|", -1);
        if (fields.length != 7 || !fields[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PollCursor(
                    fields[1],
                    validators(fields[6]),
                    Integer.parseInt(fields[2]),
                    Integer.parseInt(fields[3]),
                    Instant.ofEpochMilli(Long.parseLong(fields[4])),
                    Integer.parseInt(fields[5])));
        } catch (IllegalArgumentException ignored) {
            return Optional.empty();
        }
    }

    private static String validator(String key, Validator validator) {
        return key + "," + (validator.last() ? "1" : "0") + "," + escape(validator.etag()) + ","
                + escape(validator.lastModified());
    }

    private static Map<String, Validator> validators(String text) {
        Map<String, Validator> validators = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return validators;
        }
        for (String one : text.split(";", -1)) {
            String[] parts = one.split(",", -1);
            if (parts.length != 4) {
                throw new IllegalArgumentException("Not a validator");
            }
            validators.put(parts[0], new Validator(unescape(parts[2]), unescape(parts[3]), parts[1].equals("1")));
        }
        return validators;
    }

    private static String escape(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String unescape(String value) {
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
    }
}
