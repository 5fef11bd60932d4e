package io.nifistreaming.kafka;

import java.time.Clock;

/** What the leases of one publisher share. */
final class Shared implements AutoCloseable {
    private final PublisherPlan plan;
    private final KafkaGateway gateway;
    private final ClusterView cluster;
    private final TopicDirectory topics;
    private final Progress progress;
    private final ProgressReader reader;
    private final Ownership ownership;
    private final Claims claims = new Claims();

    Shared(PublisherPlan plan, KafkaGateway gateway, Clock clock) {
        this.plan = plan;
        this.gateway = gateway;
        this.cluster = gateway.cluster();
        this.topics = new TopicDirectory(cluster, clock, plan.topicPatience());
        this.progress = new Progress(plan, clock);
        this.reader = new ProgressReader(plan, cluster, progress, clock);
        this.ownership = new Ownership(plan, cluster, reader, progress);
    }

    PublisherPlan plan() {
        return plan;
    }

    KafkaGateway gateway() {
        return gateway;
    }

    TopicDirectory topics() {
        return topics;
    }

    Progress progress() {
        return progress;
    }

    ProgressReader reader() {
        return reader;
    }

    Ownership ownership() {
        return ownership;
    }

    Claims claims() {
        return claims;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } finally {
            cluster.close();
        }
    }
}
