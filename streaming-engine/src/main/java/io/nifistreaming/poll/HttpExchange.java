package io.nifistreaming.poll;

import java.util.concurrent.CompletableFuture;

/** Asks over HTTP in the background, bounded in size and time. */
public interface HttpExchange extends AutoCloseable {
    /**
     * Starts a request and returns at once. The future completes within the configured time, on any thread; it
     * completes exceptionally only for a bug.
     */
    CompletableFuture<HttpResult> send(HttpAsk ask);

    /** Gives up what is under way: those futures complete as {@link HttpResult.Unreachable}. */
    @Override
    void close();
}
