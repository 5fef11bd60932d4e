package io.nifistreaming.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.nifistreaming.sandbox.api.JsonHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the simulated shop knows of itself: which price it showed to whom, and when. */
final class ShopTruth {
    private final URI shop;
    private final HttpClient client = HttpClient.newHttpClient();

    /** An unchanged stretch of a product's price at a competitor. */
    record Version(
            String competitor,
            String sku,
            BigDecimal price,
            boolean present,
            int served,
            Instant firstServed,
            Instant lastServed,
            boolean current) {}

    ShopTruth(URI shop) {
        this.shop = shop;
    }

    List<Version> history() {
        List<Version> versions = new ArrayList<>();
        for (String line : text("GET", "/truth/history?served=true").split("\n")) {
            if (!line.isBlank()) {
                versions.add(version(line));
            }
        }
        return versions;
    }

    /** Stops the market: from now on no price changes by itself. */
    void freeze() {
        text("POST", "/admin/freeze");
    }

    private static Version version(String line) {
        try {
            JsonNode node = JsonHttp.JSON.readTree(line);
            return new Version(
                    node.path("competitor").asText(),
                    node.path("sku").asText(),
                    new BigDecimal(node.path("price").asText()),
                    node.path("present").asBoolean(),
                    node.path("served").asInt(),
                    Instant.parse(node.path("first_served").asText()),
                    Instant.parse(node.path("last_served").asText()),
                    node.path("until").isNull());
        } catch (IOException e) {
            throw new UncheckedIOException("The shop's history is not NDJSON: " + line, e);
        }
    }

    private String text(String method, String path) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(shop.resolve(path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError("The shop answers " + answer.statusCode() + " to " + path);
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException("The shop does not answer " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
