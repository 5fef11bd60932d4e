package io.nifistreaming.shop.logs;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Movements of the stock as JSON. In the order of their numbers each {@code quantity} is the one before it of the same
 * product and warehouse, {@value #AT_FIRST} at first, moved by {@code delta}: a reader that lost or doubled one shows.
 */
final class InventoryLines implements LogLines {
    static final int AT_FIRST = 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> WAREHOUSES = List.of("north", "south");
    private static final List<String> GOING = List.of("sale", "sale", "sale", "sale", "transfer", "correction");
    private static final int PRODUCTS = 200;

    private final long run;
    private final SplittableRandom random;
    private final Map<String, Integer> stock = new HashMap<>();

    InventoryLines(long seed, long run) {
        this.run = run;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public String line(long number, Instant at) {
        String sku = String.format("SKU-%05d", 1 + random.nextInt(PRODUCTS));
        String warehouse = WAREHOUSES.get(random.nextInt(WAREHOUSES.size()));
        int before = stock.getOrDefault(sku + warehouse, AT_FIRST);
        int delta = before == 0 ? 50 : -1 - random.nextInt(Math.min(before, 3));
        String reason = GOING.get(random.nextInt(GOING.size()));
        stock.put(sku + warehouse, before + delta);
        return JSON.createObjectNode()
                .put("event_id", "i-" + run + "-" + number)
                .put("sku", sku)
                .put("warehouse", warehouse)
                .put("quantity", before + delta)
                .put("delta", delta)
                .put("reason", delta > 0 ? "delivery" : reason)
                .put("event_time", at.toString())
                .toString();
    }
}
