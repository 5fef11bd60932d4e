package io.nifistreaming.sandbox;

import io.nifistreaming.sandbox.flow.ForeignVersions;
import io.nifistreaming.sandbox.part.Launcher;
import io.nifistreaming.sandbox.progress.Progress;
import io.nifistreaming.sandbox.seed.PublishedFlow;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What {@code up} does, in the order that things need each other: while NiFi, the slowest, is coming up, the topics
 * and the flows in Registry are made; then everything meets on the canvas.
 */
final class UpSequence {
    private final Sandbox sandbox;
    private final Launcher launcher;
    private final Progress progress;
    private final AtomicReference<RuntimeException> first = new AtomicReference<>();

    UpSequence(Sandbox sandbox, Launcher launcher, Progress progress) {
        this.sandbox = sandbox;
        this.launcher = launcher;
        this.progress = progress;
    }

    /** Returns what a person should know beside "it runs". */
    List<String> run() {
        LocalSeed seed = new LocalSeed(sandbox, progress);
        AtomicReference<List<PublishedFlow>> flows = new AtomicReference<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            CompletableFuture<Void> nifi = run(threads, () -> start("nifi"));
            CompletableFuture<Void> kafka = run(threads, () -> {
                start("kafka");
                seed.topics();
            });
            CompletableFuture<Void> registry = run(threads, () -> {
                start("registry");
                flows.set(seed.publish(ForeignVersions.KEEP));
            });
            CompletableFuture<Void> shop = run(threads, () -> start("shop"));
            CompletableFuture.allOf(nifi, kafka, registry, shop).join();
        } catch (CompletionException e) {
            throw first.get();
        } finally {
            threads.shutdownNow();
        }
        return seed.canvas(flows.get());
    }

    private void start(String name) {
        launcher.start(sandbox.part(name).part());
    }

    /** The first failure ends the others: waiting for NiFi to come up would only delay the message. */
    private CompletableFuture<Void> run(ExecutorService threads, Runnable task) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        if (first.compareAndSet(null, e)) {
                            launcher.cancel();
                        }
                        throw e;
                    }
                },
                threads);
    }
}
