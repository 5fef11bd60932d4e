package io.nifistreaming.shop.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventLinesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant AT = Instant.parse("2026-11-25T01:00:00Z");

    @Test
    void anOrderKeepsItsContentThroughItsSteps() throws Exception {
        List<JsonNode> events = events(new CheckoutLines(42, 7), 3_000);

        Set<String> types = new HashSet<>();
        for (int index = 0; index < events.size(); index++) {
            JsonNode event = events.get(index);
            types.add(event.get("type").asText());
            JsonNode first = events.get(index - index % 3);
            assertThat(event.get("event_id").asText()).isEqualTo("c-7-" + (index + 1));
            assertThat(event.get("order_id")).isEqualTo(first.get("order_id"));
            assertThat(event.get("items")).isEqualTo(first.get("items"));
            assertThat(event.get("total").decimalValue()).isEqualByComparingTo(cost(event));
        }
        assertThat(types)
                .containsExactlyInAnyOrder(
                        "checkout_started",
                        "payment_attempted",
                        "payment_failed",
                        "checkout_completed",
                        "checkout_cancelled");
    }

    @Test
    void theSameSeedTellsTheSameStoryInAnyOrder() {
        CheckoutLines one = new CheckoutLines(42, 7);
        CheckoutLines other = new CheckoutLines(42, 7);

        assertThat(one.line(1, AT)).isNotEqualTo(new CheckoutLines(43, 7).line(1, AT));
        assertThat(one.line(100, AT)).isEqualTo(other.line(100, AT));
        assertThat(one.line(1, AT)).isEqualTo(other.line(1, AT));
    }

    @Test
    void eachMovementStartsFromTheStockBeforeIt() throws Exception {
        Map<String, Integer> stock = new HashMap<>();
        for (JsonNode event : events(new InventoryLines(42, 7), 10_000)) {
            String place = event.get("sku").asText() + event.get("warehouse").asText();
            int before = stock.getOrDefault(place, InventoryLines.AT_FIRST);
            int after = event.get("quantity").asInt();
            assertThat(after).isEqualTo(before + event.get("delta").asInt()).isNotNegative();
            assertThat(event.get("reason").asText().equals("delivery")).isEqualTo(after > before);
            stock.put(place, after);
        }
        assertThat(stock).hasSize(400);
    }

    private static List<JsonNode> events(LogLines lines, int count) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            events.add(JSON.readTree(lines.line(number, AT)));
        }
        return events;
    }

    private static BigDecimal cost(JsonNode event) {
        BigDecimal cost = BigDecimal.ZERO;
        for (JsonNode item : event.get("items")) {
            cost = cost.add(item.get("unit_price")
                    .decimalValue()
                    .multiply(BigDecimal.valueOf(item.get("quantity").asInt())));
        }
        return cost;
    }
}
