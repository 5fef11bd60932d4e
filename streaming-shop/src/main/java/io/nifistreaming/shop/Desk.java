package io.nifistreaming.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A few addresses, each with the one thing that it does. Bad parameters are told with 400, and why. */
final class Desk implements HttpHandler {
    private final Map<String, Function<Query, Answer>> actions = new LinkedHashMap<>();

    /** @param request as in {@code GET /truth} */
    Desk on(String request, Function<Query, JsonNode> action) {
        return onText(request, action.andThen(json -> Answer.json(200, json.toString(), "told")));
    }

    Desk onText(String request, Function<Query, Answer> action) {
        actions.put(request, action);
        return this;
    }

    @Override
    public void handle(HttpExchange exchange) {
        Wire.send(exchange, answer(exchange));
    }

    private Answer answer(HttpExchange exchange) {
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        Function<Query, Answer> action = actions.get(request);
        if (action == null) {
            return error(404, "Nothing answers " + request + "; there are " + actions.keySet());
        }
        try {
            return action.apply(Query.parse(exchange.getRequestURI().getRawQuery()));
        } catch (IllegalArgumentException bad) {
            return error(400, bad.getMessage());
        }
    }

    private static Answer error(int status, String message) {
        return Answer.json(status, Telling.object().put("error", message).toString(), "refused");
    }
}
