package io.nifistreaming.sandbox.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings a flow into a registry: a new version only if its content is not that of the newest one. */
public final class FlowPublisher {
    private final FlowRegistry registry;
    private final ComponentCatalogue catalogue;

    public FlowPublisher(FlowRegistry registry, ComponentCatalogue catalogue) {
        this.registry = registry;
        this.catalogue = catalogue;
    }

    /**
     * Publishes the flow under its own name.
     *
     * @param bucket the bucket's name; the bucket and the flow are made if need be
     * @param comments what is said of the new version, if one is made
     */
    public PublishOutcome publish(String bucket, FlowDefinition flow, String comments) {
        String bucketId = registry.bucket(bucket);
        String flowId = registry.flow(bucketId, flow.name());
        Optional<FlowRegistry.Version> latest = registry.latest(bucketId, flowId);
        List<FlowChange> changes = new ArrayList<>();
        if (latest.isPresent()) {
            FlowDefinition stored = FlowDefinition.of(latest.get().snapshot()).renamed(flow.name());
            if (same(stored, flow)) {
                return new PublishOutcome.Unchanged(
                        bucketId, flowId, latest.get().number());
            }
            changes.addAll(FlowDifference.between(stored, flow, catalogue));
            changes.addAll(FlowDifference.betweenParameters(stored, flow));
        }
        int number = latest.map(FlowRegistry.Version::number).orElse(0) + 1;
        registry.add(bucketId, flowId, new FlowRegistry.Version(number, flow.json()), comments);
        return new PublishOutcome.Published(bucketId, flowId, number, List.copyOf(changes));
    }

    private boolean same(FlowDefinition stored, FlowDefinition flow) {
        return stored.withoutDefaults(catalogue)
                .text()
                .equals(flow.withoutDefaults(catalogue).text());
    }
}
