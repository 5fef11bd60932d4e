package io.nifistreaming.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Control and truth over HTTP, for those who are not in the same JVM. */
final class BackOffice {
    private final ShopServer shop;

    BackOffice(ShopServer shop) {
        this.shop = shop;
    }

    Desk admin() {
        ShopControl control = shop.control();
        return new Desk()
                .on("POST /admin/tick", query -> tick(query))
                .on("POST /admin/freeze", doing(query -> control.freeze(true)))
                .on("POST /admin/thaw", doing(query -> control.freeze(false)))
                .on("POST /admin/price", doing(query -> control.price(competitor(query), sku(query), price(query))))
                .on("POST /admin/unpin", doing(query -> control.unpin(competitor(query), sku(query))))
                .on("POST /admin/stock", doing(query -> control.stock(competitor(query), sku(query), stock(query))))
                .on("POST /admin/vanish", doing(query -> control.vanish(competitor(query), sku(query))))
                .on("POST /admin/restore", doing(query -> control.restore(competitor(query), sku(query))))
                .on("POST /admin/failure", doing(query -> control.fail(competitor(query), failure(query))))
                .on("POST /admin/heal", doing(query -> control.heal(competitor(query))))
                .on("POST /admin/mishaps", doing(query -> control.mishaps(flag(query, "enabled"))))
                .on("POST /admin/reset", doing(query -> control.reset()))
                .on("GET /admin/counters", query -> Telling.counters(shop.counters()))
                .on("GET /admin/requests", query -> Telling.requests(requests(query)));
    }

    Desk truth() {
        return new Desk()
                .on("GET /truth", query -> Telling.market(shop.truth(), shop.now()))
                .on("GET /truth/price", query -> Telling.version(shop.truth().current(competitor(query), sku(query))))
                .onText("GET /truth/history", query -> history(query));
    }

    /** What a person finds who opens the printed address. */
    Desk index() {
        return new Desk().onText("GET /", query -> new IndexPage(shop.truth().competitors()).answer());
    }

    Desk health() {
        return new Desk().on("GET /health", query -> Telling.object()
                .put("status", "up")
                .put("tick", shop.truth().tick()));
    }

    private JsonNode tick(Query query) {
        return Telling.object().put("tick", shop.tick(query.number("n", 1, 1, 100_000)));
    }

    private Function<Query, JsonNode> doing(Consumer<Query> deed) {
        return query -> {
            deed.accept(query);
            return Telling.object().put("done", true).put("tick", shop.truth().tick());
        };
    }

    private List<RequestRecord> requests(Query query) {
        String competitor = query.text("competitor", "");
        List<RequestRecord> wanted = shop.requests().stream()
                .filter(record -> competitor.isEmpty() || record.competitor().equals(competitor))
                .toList();
        int limit = query.number("limit", 100, 1, RequestLog.CAPACITY);
        return wanted.subList(Math.max(0, wanted.size() - limit), wanted.size());
    }

    /** One version a line: the whole truth may be long, and a client should not have to hold it in one piece. */
    private Answer history(Query query) {
        boolean servedOnly = flag(query, "served");
        StringBuilder lines = new StringBuilder();
        for (Competitor competitor : shop.truth().competitors()) {
            if (query.has("competitor") && !competitor(query).equals(competitor.name())) {
                continue;
            }
            for (PriceVersion version : versions(competitor, query)) {
                if (!servedOnly || version.served() > 0) {
                    lines.append(Telling.version(version)).append('\n');
                }
            }
        }
        byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
        return Answer.text(200, "application/x-ndjson", "", "told").withBody(body);
    }

    private List<PriceVersion> versions(Competitor competitor, Query query) {
        return query.has("sku")
                ? shop.truth().history(competitor.name(), sku(query))
                : shop.truth().history(competitor.name());
    }

    /** Checked here, so that a misspelt name is told and not taken for an empty history. */
    private String competitor(Query query) {
        return shop.competitor(query.required("competitor")).name();
    }

    private static String sku(Query query) {
        return query.required("sku");
    }

    private static BigDecimal price(Query query) {
        try {
            return new BigDecimal(query.required("price"));
        } catch (NumberFormatException wrong) {
            throw new UnknownName("The parameter 'price' must be a decimal number such as 12.34");
        }
    }

    private static boolean stock(Query query) {
        query.required("in_stock");
        return flag(query, "in_stock");
    }

    private static boolean flag(Query query, String name) {
        String value = query.text(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new UnknownName("The parameter '" + name + "' must be true or false, but is " + value);
        }
        return value.equals("true");
    }

    private static Failure failure(Query query) {
        return new Failure(
                FailureMode.named(query.required("mode")),
                query.number("times", 0, 0, Integer.MAX_VALUE),
                query.number("argument", 0, 0, 3_600_000));
    }
}
