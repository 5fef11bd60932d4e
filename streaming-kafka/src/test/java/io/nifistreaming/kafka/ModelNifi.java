package io.nifistreaming.kafka;

import io.nifistreaming.kafka.ClusterView.TopicState;
import io.nifistreaming.kafka.PublisherPlan.Spread;
import io.nifistreaming.kafka.testing.FakeKafka;
import io.nifistreaming.kafka.testing.FakeProcess;
import io.nifistreaming.kafka.testing.KilledError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A NiFi of the model: a durable queue, nodes with a publisher each, sessions that are committed after Kafka's
 * transaction or not at all. Other tasks run in the middle of a task, which is as bad as threads and can be repeated.
 */
final class ModelNifi {
    static final String TOPIC = "prices";
    static final String TOO_LARGE = "L".repeat(50);
    private static final int LIMIT = 40;

    private final Random random;
    private final FakeKafka kafka = new FakeKafka();
    private final ModelFaults faults;
    private final Delivery delivery;
    private final Map<String, ModelFlowFile> queue = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Set<String> rejected = new HashSet<>();
    private final Map<Integer, OriginPublisher> publishers = new HashMap<>();
    private final Map<Integer, FakeProcess> processes = new HashMap<>();
    private final List<Zombie> zombies = new ArrayList<>();
    private final Set<String> unknown = new HashSet<>();
    private final int nodes;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int depth;

    /** An earlier life of a node, which does not know that another took its place. */
    private record Zombie(int node, OriginPublisher publisher, FakeProcess process) {}

    ModelNifi(Random random) {
        this.random = random;
        this.nodes = 1 + random.nextInt(2);
        this.delivery = random.nextInt(3) == 0 ? Delivery.TRANSACTION_PER_FLOW_FILE : Delivery.TRANSACTION_PER_BATCH;
        this.faults = new ModelFaults(random, 8 + random.nextInt(60));
        kafka.faults(faults);
        kafka.createTopic(TOPIC, new TopicState(3, LIMIT, false));
    }

    void enqueue(List<ModelFlowFile> flowFiles) {
        flowFiles.forEach(one -> queue.put(one.uuid(), one));
    }

    boolean isIdle() {
        return queue.isEmpty();
    }

    FakeKafka kafka() {
        return kafka;
    }

    Set<String> rejected() {
        return rejected;
    }

    void doSomething() {
        int node = random.nextInt(nodes);
        switch (random.nextInt(12)) {
            case 0 -> stop(node);
            case 1 -> forget(node);
            case 2 -> timePasses();
            case 3 -> stir(node);
            default -> trigger(node);
        }
    }

    /** From now on nothing goes wrong: everything has to drain. */
    void calmDown() {
        faults.calm();
        timePasses();
    }

    private void timePasses() {
        now = now.plus(Duration.ofMinutes(3));
        kafka.expireTransactions();
        kafka.compact();
    }

    private void stop(int node) {
        OriginPublisher publisher = publishers.remove(node);
        if (publisher != null) {
            publisher.close();
        }
    }

    /** Kill -9 between two tasks. */
    private void forget(int node) {
        publishers.remove(node);
        FakeProcess process = processes.remove(node);
        if (process != null) {
            process.kill();
        }
    }

    private void trigger(int node) {
        try {
            runTask(node);
        } catch (KilledError dead) {
            if (depth == 0) {
                forget(node);
                taken.clear();
            } else {
                throw dead;
            }
        }
    }

    private void runTask(int node) {
        List<ModelFlowFile> batch = take();
        OriginPublisher publisher = publisher(node);
        faults.running(processes.get(node));
        faults.meanwhile(() -> interfere(node, 2));
        faults.zombies(() -> stir(node));
        Runnable between = () -> {
            interfere(node, 25);
            takeOver(node);
        };
        List<PublishOutcome> outcomes = publisher.publish(
                batch.stream().map(one -> publication(one, between)).toList());
        if (publishers.get(node) != publisher) {
            return;
        }
        if (random.nextInt(10) == 0) {
            processes.get(node).kill();
            throw new KilledError();
        }
        List<PublishOutcome> committed = new ArrayList<>();
        for (int index = 0; index < batch.size(); index++) {
            if (settle(batch.get(index), outcomes.get(index))) {
                committed.add(outcomes.get(index));
            }
            taken.remove(batch.get(index).uuid());
        }
        if (random.nextInt(4) > 0) {
            publisher.confirm(committed);
        }
    }

    private boolean settle(ModelFlowFile flowFile, PublishOutcome outcome) {
        if (outcome instanceof PublishOutcome.Done done) {
            done.rejects().forEach(one -> rejected.add(flowFile.identities().get((int) one.index())));
            queue.remove(flowFile.uuid());
            return true;
        }
        if (outcome instanceof PublishOutcome.Unknown) {
            unknown.add(flowFile.uuid());
        }
        if (outcome instanceof PublishOutcome.Reject reject) {
            throw new AssertionError("Nothing here can be rejected as a whole: " + reject);
        }
        return false;
    }

    /** What is of unknown fate is mostly left to the task that comes while another settles it. */
    private List<ModelFlowFile> take() {
        List<ModelFlowFile> free = new ArrayList<>(queue.values().stream()
                .filter(one -> !taken.contains(one.uuid()))
                .toList());
        Collections.shuffle(free, random);
        if (random.nextInt(4) > 0) {
            boolean nested = depth > 0;
            free.sort(Comparator.comparing(one -> unknown.contains(one.uuid()) != nested));
        }
        List<ModelFlowFile> batch = free.subList(0, Math.min(free.size(), 1 + random.nextInt(6)));
        batch.forEach(one -> taken.add(one.uuid()));
        return batch;
    }

    private static Publication publication(ModelFlowFile one, Runnable betweenRecords) {
        return new Publication(
                one.uuid(), one.lineage(), TOPIC, Framing.RECORDS, List.of(), () -> new Lines.Cursor(one.lines()) {
                    @Override
                    public boolean advance() throws java.io.IOException {
                        betweenRecords.run();
                        return super.advance();
                    }
                });
    }

    /** Another task of the same node, right now. */
    private void interfere(int node, int oneIn) {
        if (depth < 3 && random.nextInt(oneIn) == 0) {
            depth++;
            try {
                runTask(node);
            } finally {
                depth--;
            }
        }
    }

    /** The node begins its next life, while this one finishes its task as a zombie. */
    private void takeOver(int node) {
        if (random.nextInt(100) == 0 && publishers.containsKey(node)) {
            zombies.add(new Zombie(node, publishers.remove(node), processes.remove(node)));
            taken.clear();
            interfere(node, 1);
        }
    }

    /** An earlier life of the node publishes whatever is in the queue, be it in its successor's hands. */
    private void stir(int node) {
        List<Zombie> ours = zombies.stream().filter(one -> one.node() == node).toList();
        if (ours.isEmpty() || depth >= 3) {
            return;
        }
        depth++;
        Zombie zombie = ours.get(random.nextInt(ours.size()));
        FakeProcess outer = faults.running(zombie.process());
        faults.meanwhile(() -> {});
        faults.zombies(() -> {});
        List<ModelFlowFile> any = new ArrayList<>(queue.values());
        Collections.shuffle(any, random);
        try {
            zombie.publisher()
                    .publish(any.subList(0, Math.min(any.size(), 3)).stream()
                            .map(one -> publication(one, () -> {}))
                            .toList());
        } catch (KilledError dead) {
            zombies.remove(zombie);
        } finally {
            faults.running(outer);
            faults.meanwhile(() -> interfere(node, 2));
            faults.zombies(() -> stir(node));
            depth--;
        }
    }

    private OriginPublisher publisher(int node) {
        return publishers.computeIfAbsent(node, absent -> {
            FakeProcess process = kafka.process();
            processes.put(node, process);
            PublisherPlan plan = PublisherPlan.transactional("scope", "node" + node)
                    .withDelivery(delivery)
                    .withSpread(nodes == 1 ? Spread.ONE_NODE : Spread.CLUSTER);
            KafkaGateway gateway = random.nextBoolean() ? new PipelinedGateway(process) : process;
            return OriginPublisher.open(plan, gateway, Clock.fixed(now, ZoneOffset.UTC));
        });
    }
}
