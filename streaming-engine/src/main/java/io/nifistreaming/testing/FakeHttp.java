package io.nifistreaming.testing;

import io.nifistreaming.poll.HttpAsk;
import io.nifistreaming.poll.HttpExchange;
import io.nifistreaming.poll.HttpResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * HTTP on a virtual clock: a script decides each reply, {@link #advance} lets time pass and answers arrive. Remembers
 * every request, and how many a host had under way at once. Not thread-safe.
 */
public final class FakeHttp implements HttpExchange {
    /** A request as it was sent. */
    public record Sent(HttpAsk ask, Instant at) {}

    private record Pending(
            Instant at, long order, HttpAsk ask, FakeReply reply, CompletableFuture<HttpResult> future) {}

    private final FakeClock clock;
    private final BiFunction<HttpAsk, Instant, FakeReply> script;
    private final PriorityQueue<Pending> pending =
            new PriorityQueue<>(Comparator.comparing(Pending::at).thenComparing(Pending::order));
    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, Integer> underWay = new HashMap<>();
    private final Map<String, Integer> mostUnderWay = new HashMap<>();
    private long order;

    /** @param script the reply to a request at an instant */
    public FakeHttp(FakeClock clock, BiFunction<HttpAsk, Instant, FakeReply> script) {
        this.clock = clock;
        this.script = script;
    }

    @Override
    public CompletableFuture<HttpResult> send(HttpAsk ask) {
        sent.add(new Sent(ask, clock.instant()));
        int now = underWay.merge(ask.url().getHost(), 1, Integer::sum);
        mostUnderWay.merge(ask.url().getHost(), now, Math::max);
        FakeReply reply = script.apply(ask, clock.instant());
        CompletableFuture<HttpResult> future = new CompletableFuture<>();
        pending.add(new Pending(clock.instant().plus(reply.after()), order++, ask, reply, future));
        return future;
    }

    /** Lets time pass; answers arrive at their own instants. */
    public void advance(Duration by) {
        Instant end = clock.instant().plus(by);
        while (!pending.isEmpty() && !pending.peek().at().isAfter(end)) {
            Pending next = pending.remove();
            clock.set(next.at());
            underWay.merge(next.ask().url().getHost(), -1, Integer::sum);
            next.future().complete(next.reply().result(next.ask().url(), next.at()));
        }
        clock.set(end);
    }

    public List<Sent> sent() {
        return sent;
    }

    public int mostUnderWay(String host) {
        return mostUnderWay.getOrDefault(host, 0);
    }

    /** Drops what is under way: those futures never complete, as after a crash. */
    @Override
    public void close() {
        pending.clear();
        underWay.clear();
    }
}
