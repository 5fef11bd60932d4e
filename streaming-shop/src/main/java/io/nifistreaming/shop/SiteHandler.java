package io.nifistreaming.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** HTTP in front of a counter. A late answer waits in a timer and costs no thread. */
final class SiteHandler implements HttpHandler {
    private final Counter counter;
    private final Later later;
    private final BooleanSupplier moody;

    SiteHandler(Counter counter, Later later, BooleanSupplier moody) {
        this.counter = counter;
        this.later = later;
        this.moody = moody;
    }

    @Override
    public void handle(HttpExchange exchange) {
        long arrived = System.nanoTime();
        Visit visit;
        try {
            visit = Visit.of(exchange, arrived);
        } catch (UnknownName broken) {
            Wire.send(exchange, Answer.json(400, "{\"error\":\"bad_request\"}", "bad request"));
            return;
        }
        Optional<Failure> failure = counter.arrive(moody.getAsBoolean());
        long delay = failure.map(Failure::delayMillis).orElse(0L);
        if (delay == 0) {
            finish(exchange, visit, failure);
        } else {
            later.run(delay, () -> finish(exchange, visit, failure));
        }
    }

    private void finish(HttpExchange exchange, Visit visit, Optional<Failure> failure) {
        Answer answer = counter.answer(visit, failure);
        counter.serving(visit, answer);
        Wire.send(exchange, answer);
    }

    /** Runs something after so many milliseconds. */
    interface Later {
        void run(long millis, Runnable task);
    }
}
