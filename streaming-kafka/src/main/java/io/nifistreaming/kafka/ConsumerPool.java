package io.nifistreaming.kafka;

import io.nifistreaming.kafka.RangeConsumer.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * One consumer for each task of a processor. Keeps those in their group that no task comes for: because queues are
 * full, because the scheduler has no thread, or because a session takes its time. Safe for many threads.
 */
public final class ConsumerPool implements AutoCloseable {
    private static final Duration MOST_OFTEN = Duration.ofMillis(100);
    private static final Duration MOST_SELDOM = Duration.ofSeconds(3);

    private final ConsumerPlan plan;
    private final ConsumerGateway gateway;
    private final TopicLookup topics;
    private final Watch watch;
    private final int size;
    private final Duration rhythm;
    private final List<RangeConsumer> all = new ArrayList<>();
    private final Deque<RangeConsumer> idle = new ArrayDeque<>();
    private final ScheduledExecutorService keeper;
    private final ScheduledFuture<?> keeping;
    private boolean closed;

    private ConsumerPool(ConsumerPlan plan, KafkaClients clients, Watch watch, int size) {
        this.plan = plan;
        this.gateway = clients;
        this.topics = gateway.topics();
        this.watch = watch;
        this.size = size;
        this.rhythm = rhythm(gateway.maxPollInterval());
        this.keeper = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "kafka-keep-alive-" + plan.group());
            thread.setDaemon(true);
            return thread;
        });
        this.keeping = keeper.scheduleWithFixedDelay(
                this::keepAlive, rhythm.toMillis(), rhythm.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Opens a pool. Connects to nothing yet. */
    public static ConsumerPool open(
            ConsumerPlan plan, KafkaClients clients, Clock clock, ConsumerListener listener, int size) {
        return new ConsumerPool(plan, clients, new Watch(clock, listener), size);
    }

    private static Duration rhythm(Duration maxPollInterval) {
        Duration third = maxPollInterval.dividedBy(3);
        Duration often = third.compareTo(MOST_SELDOM) > 0 ? MOST_SELDOM : third;
        return often.compareTo(MOST_OFTEN) < 0 ? MOST_OFTEN : often;
    }

    /** The consumer that has waited longest for a task; empty if the pool is closed, or all are busy. */
    public synchronized Optional<RangeConsumer> acquire() {
        if (closed) {
            return Optional.empty();
        }
        if (keeping.isDone()) {
            throw new IllegalStateException("Nothing keeps the consumers in their group any more", failure());
        }
        if (all.size() < size) {
            RangeConsumer fresh = new RangeConsumer(plan, all.size(), gateway, topics, watch);
            all.add(fresh);
            return Optional.of(fresh);
        }
        return Optional.ofNullable(idle.poll());
    }

    /** Gives a consumer back; closes it if the pool was closed meanwhile. */
    public void release(RangeConsumer consumer) {
        if (!isKept(consumer)) {
            consumer.close();
            closeTopics();
        }
    }

    private synchronized boolean isKept(RangeConsumer consumer) {
        if (closed) {
            all.remove(consumer);
        } else {
            idle.add(consumer);
        }
        return !closed;
    }

    /** Closes the consumers: idle ones now, each busy one when it is released, which it does not wait for. */
    @Override
    public void close() {
        keeper.shutdownNow();
        List<RangeConsumer> unused = new ArrayList<>();
        synchronized (this) {
            closed = true;
            unused.addAll(idle);
            idle.clear();
            all.removeAll(unused);
        }
        unused.forEach(RangeConsumer::close);
        closeTopics();
    }

    private synchronized void closeTopics() {
        if (all.isEmpty()) {
            topics.close();
        }
    }

    /** Why the keeper stopped, which only a bug brings about. */
    private Throwable failure() {
        try {
            keeping.get();
            return null;
        } catch (ExecutionException failed) {
            return failed.getCause();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return stopped;
        }
    }

    private void keepAlive() {
        Instant since = watch.clock().instant().minus(rhythm);
        List<RangeConsumer> consumers;
        synchronized (this) {
            consumers = List.copyOf(all);
        }
        consumers.forEach(consumer -> consumer.keepAlive(since));
    }
}
