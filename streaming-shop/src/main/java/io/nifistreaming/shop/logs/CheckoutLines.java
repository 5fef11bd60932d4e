package io.nifistreaming.shop.logs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Steps of checkouts as JSON, three for each order: started, paid for, ended. All but time and run follows from seed
 * and number alone, so that whoever has the numbers can tell what must have been read.
 */
final class CheckoutLines implements LogLines {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> STEPS = List.of("checkout_started", "payment_attempted");
    private static final List<String> PAYMENTS = List.of("card", "transfer", "invoice");
    private static final List<String> COUNTRIES = List.of("DE", "SE", "GB", "US");
    private static final int STEPS_AN_ORDER = 3;
    private static final int PRODUCTS = 2_000;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final long run;

    CheckoutLines(long seed, long run) {
        this.seed = seed;
        this.run = run;
    }

    @Override
    public String line(long number, Instant at) {
        long order = (number - 1) / STEPS_AN_ORDER;
        int step = (int) ((number - 1) % STEPS_AN_ORDER);
        SplittableRandom random = new SplittableRandom(seed ^ order * SPREAD);
        int user = 1 + random.nextInt(500);
        // Drawn for each step, lest the others' items differ.
        String end = end(random.nextInt(100));
        ObjectNode event = JSON.createObjectNode()
                .put("event_id", "c-" + run + "-" + number)
                .put("user_id", String.format("u-%04d", user))
                .put("order_id", "order-" + run + "-" + (order + 1))
                .put("cart_id", "cart-" + run + "-" + (order + 1))
                .put("type", step < STEPS.size() ? STEPS.get(step) : end);
        event.put("total", items(event.putArray("items"), random))
                .put("currency", "EUR")
                .put("payment_method", PAYMENTS.get(random.nextInt(PAYMENTS.size())))
                .put("ip", "192.0.2." + (1 + user % 254));
        String country = COUNTRIES.get(user % COUNTRIES.size());
        event.put("ip_country", country)
                .put("billing_country", random.nextInt(50) == 0 ? "FR" : country)
                .put("event_time", at.toString());
        return event.toString();
    }

    private static String end(int percent) {
        if (percent < 90) {
            return "checkout_completed";
        }
        return percent < 97 ? "payment_failed" : "checkout_cancelled";
    }

    /** Returns what they cost together. */
    private static BigDecimal items(ArrayNode items, SplittableRandom random) {
        BigDecimal total = BigDecimal.ZERO;
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            BigDecimal price = BigDecimal.valueOf(99 + random.nextInt(49_900), 2);
            int quantity = 1 + random.nextInt(3);
            items.addObject()
                    .put("sku", String.format("SKU-%05d", 1 + random.nextInt(PRODUCTS)))
                    .put("quantity", quantity)
                    .put("unit_price", price);
            total = total.add(price.multiply(BigDecimal.valueOf(quantity)));
        }
        return total;
    }
}
