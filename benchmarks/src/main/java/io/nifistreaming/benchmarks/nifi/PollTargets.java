package io.nifistreaming.benchmarks.nifi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nifistreaming.sandbox.api.JsonHttp;

/** Targets for PollCompetitorPrices that ask the shop for single products, so many each. */
record PollTargets(String baseUrl, int targets, int skusEach) {

    String json() {
        ObjectNode document = JsonHttp.JSON.createObjectNode();
        ArrayNode list = document.putArray("targets");
        for (int target = 0; target < targets; target++) {
            ObjectNode node = list.addObject();
            node.put("name", "alpha-" + target).put("competitor", "alpha");
            node.put("url", baseUrl + "/alpha/products/{sku}").put("items", "$");
            ObjectNode fields = node.putObject("fields");
            for (String field : new String[] {"sku", "title", "price", "currency", "in_stock", "url"}) {
                fields.put(field, "$." + field);
            }
            ArrayNode skus = node.putArray("skus");
            for (int sku = 1; sku <= skusEach; sku++) {
                skus.add(String.format("SKU-%05d", target * skusEach + sku));
            }
        }
        return document.toString();
    }
}
