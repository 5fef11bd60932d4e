package io.nifistreaming.origin;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where content came from, and which range of it: what makes a replay recognisable.
 *
 * <p>It is to be trusted only if it {@linkplain #fits fits} the content, since NiFi copies attributes to split, cloned
 * and merged children, and those are other content.
 *
 * @param source the source
 * @param range the positions that the content covers
 * @param size of the content, in bytes
 * @param crc32c CRC-32C of the content, as an unsigned 32-bit value
 * @param time when it was read
 * @param host where it was read
 */
public record Origin(SourceId source, Range range, long size, long crc32c, Instant time, String host) {
    public static final String PREFIX = "stream.origin.";
    public static final String KIND = PREFIX + "kind";
    public static final String ID = PREFIX + "id";
    public static final String GENERATION = PREFIX + "generation";
    public static final String FIRST = PREFIX + "first";
    public static final String NEXT = PREFIX + "next";
    public static final String SIZE = PREFIX + "size";
    public static final String CRC32C = PREFIX + "crc32c";
    public static final String TIME = PREFIX + "time";
    public static final String HOST = PREFIX + "host";

    public Origin {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(host, "host");
    }

    public boolean fits(long contentSize, long contentCrc32c) {
        return size == contentSize && crc32c == contentCrc32c;
    }

    /** The flow file attributes (and Kafka headers) that carry this origin; {@code crc32c} as 8 hex digits. */
    public Map<String, String> attributes() {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put(KIND, source.kind().text());
        attributes.put(ID, source.id());
        attributes.put(GENERATION, Long.toString(source.generation()));
        attributes.put(FIRST, Long.toString(range.first()));
        attributes.put(NEXT, Long.toString(range.next()));
        attributes.put(SIZE, Long.toString(size));
        attributes.put(CRC32C, String.format("%08x", crc32c));
        attributes.put(TIME, time.toString());
        attributes.put(HOST, host);
        return attributes;
    }

    /** Reads an origin from attributes; empty where one is absent, half there or malformed. */
    public static Optional<Origin> from(Map<String, String> attributes) {
        try {
            return Optional.of(new Origin(
                    new SourceId(
                            OriginKind.ofText(required(attributes, KIND)),
                            required(attributes, ID),
                            Long.parseLong(required(attributes, GENERATION))),
                    new Range(Long.parseLong(required(attributes, FIRST)), Long.parseLong(required(attributes, NEXT))),
                    Long.parseLong(required(attributes, SIZE)),
                    Long.parseLong(required(attributes, CRC32C), 16),
                    Instant.parse(required(attributes, TIME)),
                    required(attributes, HOST)));
        } catch (IllegalArgumentException | java.time.format.DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    private static String required(Map<String, String> attributes, String name) {
        String value = attributes.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is absent");
        }
        return value;
    }
}
