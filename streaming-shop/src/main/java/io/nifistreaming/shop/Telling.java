package io.nifistreaming.shop;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The shop's values as JSON: snake case for the truth, times as ISO-8601 in UTC, prices as text. */
final class Telling {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Telling() {}

    static ObjectNode object() {
        return JSON.objectNode();
    }

    static ObjectNode version(PriceVersion version) {
        ObjectNode node = object();
        node.put("competitor", version.competitor());
        node.put("sku", version.sku());
        node.put("version", version.version());
        node.put("tick", version.tick());
        node.put("since", time(version.since()));
        node.put("until", time(version.until()));
        node.put("price", version.price().toPlainString());
        node.put("currency", version.currency());
        node.put("in_stock", version.inStock());
        node.put("present", version.present());
        node.put("served", version.served());
        node.put("first_served", time(version.firstServed()));
        node.put("last_served", time(version.lastServed()));
        return node;
    }

    static ObjectNode counters(Map<String, Counters> counters) {
        ObjectNode all = object();
        counters.forEach((name, count) -> {
            ObjectNode node = all.putObject(name);
            node.put("requests", count.requests());
            node.put("inFlight", count.inFlight());
            node.put("maxInFlight", count.maxInFlight());
            node.put("bytes", count.bytes());
            node.put("served", count.served());
            node.put("notModified", count.notModified());
            node.put("failures", count.failures());
            ObjectNode status = node.putObject("status");
            count.status().forEach((code, times) -> status.put(Integer.toString(code), times));
        });
        return all;
    }

    static ArrayNode requests(List<RequestRecord> records) {
        ArrayNode all = JSON.arrayNode();
        for (RequestRecord record : records) {
            ObjectNode node = all.addObject();
            node.put("time", time(record.time()));
            node.put("competitor", record.competitor());
            node.put("method", record.method());
            node.put("target", record.target());
            node.put("status", record.status());
            node.put("outcome", record.outcome());
            node.put("micros", record.micros());
            node.put("conditional", record.conditional());
        }
        return all;
    }

    static ObjectNode market(Truth truth, Instant now) {
        ObjectNode node = object();
        node.put("seed", truth.seed());
        node.put("tick", truth.tick());
        node.put("frozen", truth.frozen());
        node.put("time", time(now));
        node.put("products", truth.products().size());
        ArrayNode competitors = node.putArray("competitors");
        for (Competitor competitor : truth.competitors()) {
            competitors
                    .addObject()
                    .put("name", competitor.name())
                    .put("currency", competitor.currency().getCurrencyCode());
        }
        return node;
    }

    private static String time(Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
