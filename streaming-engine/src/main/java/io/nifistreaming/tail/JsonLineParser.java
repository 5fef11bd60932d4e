package io.nifistreaming.tail;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON object a line. Numbers keep all their digits; nesting is bounded by Jackson. */
final class JsonLineParser implements LineParser {
    private static final ObjectReader OBJECTS = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .readerFor(new TypeReference<Map<String, Object>>() {});

    private final List<String> timestampFields;
    private final TimestampFormat format;

    JsonLineParser(List<String> timestampFields, TimestampFormat format) {
        this.timestampFields = List.copyOf(timestampFields);
        this.format = format;
    }

    @Override
    public ParsedLine parse(String line) {
        try {
            Map<String, Object> fields = line.isBlank() ? null : OBJECTS.readValue(line);
            return fields == null
                    ? new ParsedLine.Unparsed("No JSON object: there is none in the line")
                    : new ParsedLine.Parsed(fields, timestamp(fields));
        } catch (JsonProcessingException e) {
            // Jackson's own message quotes the line.
            JsonLocation place = e.getLocation();
            return new ParsedLine.Unparsed("No JSON object"
                    + (place == null ? "" : ": the line can't be read beyond column " + place.getColumnNr()));
        }
    }

    private Optional<Instant> timestamp(Map<String, Object> fields) {
        for (String name : timestampFields) {
            Object value = fields.get(name);
            Optional<Instant> time = Optional.empty();
            if (value instanceof BigDecimal number && number.scale() >= 0) {
                time = format.read(number.toPlainString());
            } else if (value instanceof String || value instanceof Integer || value instanceof Long) {
                time = format.read(value.toString());
            }
            if (time.isPresent()) {
                return time;
            }
        }
        return Optional.empty();
    }
}
