package io.nifistreaming.nifi.poll;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.nifistreaming.poll.Observation;
import io.nifistreaming.poll.PriceChange;
import io.nifistreaming.poll.RejectedRow;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Writes records as lines of JSON: the same records always give the same bytes. Amounts are plain exact decimals. */
final class PriceRecordJson {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .rootValueSeparator((String) null)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private PriceRecordJson() {}

    /** @param askedUrl for observations that have no page of their own, without secrets */
    static void changes(List<PriceChange> changes, String askedUrl, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            for (PriceChange change : changes) {
                json.writeStartObject();
                observation(json, change.observation(), askedUrl);
                json.writeStringField("change", change.kind().text());
                number(json, "previous_price", change.previousPrice());
                if (change.kind() == PriceChange.Kind.GONE) {
                    json.writeStringField("tombstone", "gone");
                }
                extra(json, change.observation().extra());
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
    }

    /** Observations that were not worth telling: their price is their previous one. */
    static void unchanged(List<Observation> observations, String askedUrl, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            for (Observation observation : observations) {
                json.writeStartObject();
                observation(json, observation, askedUrl);
                json.writeStringField("change", PriceChange.Kind.SAME.text());
                extra(json, observation.extra());
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
    }

    static void rejected(List<RejectedRow> rows, String competitor, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            for (RejectedRow row : rows) {
                json.writeStartObject();
                json.writeStringField("competitor", competitor);
                json.writeStringField("sku", row.sku());
                json.writeStringField("error_kind", row.kind().text());
                json.writeStringField("error_message", row.message());
                json.writeStringField("row", row.evidence());
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
    }

    private static void observation(JsonGenerator json, Observation seen, String askedUrl) throws IOException {
        json.writeStringField("competitor", seen.competitor());
        json.writeStringField("sku", seen.sku());
        json.writeStringField("title", seen.title());
        number(json, "price", seen.price());
        json.writeStringField("currency", seen.currency());
        if (seen.inStock() == null) {
            json.writeNullField("in_stock");
        } else {
            json.writeBooleanField("in_stock", seen.inStock());
        }
        json.writeStringField("url", seen.url() == null || seen.url().isBlank() ? askedUrl : seen.url());
        json.writeStringField("observed_at", seen.observedAt().toString());
    }

    private static void extra(JsonGenerator json, Map<String, Object> fields) throws IOException {
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            Object value = field.getValue();
            if (value instanceof BigDecimal number) {
                json.writeNumberField(field.getKey(), number);
            } else if (value instanceof Boolean flag) {
                json.writeBooleanField(field.getKey(), flag);
            } else {
                json.writeStringField(field.getKey(), value == null ? null : value.toString());
            }
        }
    }

    private static void number(JsonGenerator json, String field, BigDecimal amount) throws IOException {
        if (amount == null) {
            json.writeNullField(field);
        } else {
            json.writeNumberField(field, amount);
        }
    }
}
