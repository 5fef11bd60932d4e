package io.nifistreaming.shop;

import com.sun.net.httpserver.HttpExchange;
import java.util.function.Function;

/**
 * A request, read.
 *
 * @param target path and query as they came
 * @param headers looks up a request header; null where it is absent
 * @param arrived by {@link System#nanoTime()}
 */
record Visit(String method, String path, String target, Query query, Function<String, String> headers, long arrived) {

    /**
     * @throws UnknownName if the query is broken
     */
    static Visit of(HttpExchange exchange, long arrived) {
        return new Visit(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                exchange.getRequestURI().toString(),
                Query.parse(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestHeaders()::getFirst,
                arrived);
    }

    boolean conditional() {
        return headers.apply("If-None-Match") != null || headers.apply("If-Modified-Since") != null;
    }
}
