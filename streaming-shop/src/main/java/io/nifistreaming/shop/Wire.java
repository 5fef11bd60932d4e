package io.nifistreaming.shop;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;

/** Puts answers onto the connection. */
final class Wire {
    private Wire() {}

    /** Sends the answer as its delivery says, and ends the exchange. A client that has gone is its own business. */
    static void send(HttpExchange exchange, Answer answer) {
        try (exchange) {
            if (answer.delivery() == Answer.Delivery.NOTHING) {
                return;
            }
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            boolean bodiless = exchange.getRequestMethod().equals("HEAD") || answer.status() == 304;
            if (bodiless) {
                exchange.sendResponseHeaders(answer.status(), -1);
                return;
            }
            int length = answer.body().length;
            exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
            OutputStream out = exchange.getResponseBody();
            int sent = answer.delivery() == Answer.Delivery.HALF ? length / 2 : length;
            out.write(answer.body(), 0, sent);
            out.flush();
        } catch (IOException ignored) {
            // The client closed the connection: it will ask again, or not.
        }
    }
}
