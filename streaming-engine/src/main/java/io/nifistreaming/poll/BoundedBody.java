package io.nifistreaming.poll;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Collects a body up to a limit, and hangs up where it grows beyond: the JDK's own subscribers would take all that a
 * peer sends.
 */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final List<ByteBuffer> parts = new ArrayList<>();
    private final int limit;
    private long size;
    private volatile Flow.Subscription subscription;
    private volatile boolean hungUp;

    BoundedBody(int limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (hungUp) {
            given.cancel();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    /** Closes the connection; from any thread. Cancelling the client's future doesn't, once headers have come. */
    void hangUp() {
        hungUp = true;
        Flow.Subscription present = subscription;
        if (present != null) {
            present.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            size += buffer.remaining();
        }
        if (size > limit) {
            parts.clear();
            subscription.cancel();
            body.completeExceptionally(new TooLargeException(limit));
            return;
        }
        parts.addAll(buffers);
    }

    @Override
    public void onError(Throwable cause) {
        parts.clear();
        body.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        if (size > limit) {
            return;
        }
        byte[] whole = new byte[(int) size];
        int at = 0;
        for (ByteBuffer part : parts) {
            int length = part.remaining();
            part.get(whole, at, length);
            at += length;
        }
        parts.clear();
        body.complete(whole);
    }
}
