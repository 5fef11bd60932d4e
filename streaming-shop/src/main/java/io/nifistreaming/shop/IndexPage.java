package io.nifistreaming.shop;

import java.util.List;

/** The page at the shop's address: who sells, and where control and truth are. */
record IndexPage(List<Competitor> competitors) {
    private static final List<String> TRUTH = List.of(
            "/truth", "/truth/price?competitor=alpha&sku=SKU-00001", "/truth/history?competitor=alpha", "/health");
    private static final List<String> CONTROL = List.of("/admin/counters", "/admin/requests?limit=20");

    Answer answer() {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<title>The simulated shop</title></head>\n<body><h1>The simulated shop</h1>\n"
                + "<h2>Competitors</h2>\n<ul>\n");
        for (Competitor competitor : competitors) {
            String path = "/" + competitor.name() + "/products";
            page.append("<li>").append(competitor.name());
            page.append(" (").append(competitor.currency()).append("): ");
            page.append(link(path))
                    .append(", ")
                    .append(link(path + "/SKU-00001"))
                    .append("</li>\n");
        }
        page.append("</ul>\n<h2>What is really on offer</h2>\n");
        append(page, TRUTH);
        page.append("<h2>Control</h2>\n");
        append(page, CONTROL);
        page.append("<p>Everything else below <code>/admin</code> is a POST, such as"
                + " <code>/admin/price?competitor=alpha&amp;sku=SKU-00001&amp;price=12.34</code>;"
                + " streaming-shop/README.md lists it.</p>\n</body></html>\n");
        return Answer.text(200, "text/html; charset=utf-8", page.toString(), "told");
    }

    private static void append(StringBuilder page, List<String> addresses) {
        page.append("<ul>\n");
        addresses.forEach(address -> page.append("<li>").append(link(address)).append("</li>\n"));
        page.append("</ul>\n");
    }

    private static String link(String address) {
        String text = address.replace("&", "&amp;");
        return "<a href=\"" + text + "\">" + text + "</a>";
    }
}
