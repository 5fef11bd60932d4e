package io.nifistreaming.sandbox.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings a flow into a registry: a new version only if its content is not that of the newest one. Which versions are
 * ours is told by what is said of them, since a registry without logins calls everybody anonymous.
 */
public final class FlowPublisher {
    private static final String OURS = "Published by the sandbox";

    private final FlowRegistry registry;
    private final ComponentCatalogue catalogue;
    private final ForeignVersions foreign;

    public FlowPublisher(FlowRegistry registry, ComponentCatalogue catalogue, ForeignVersions foreign) {
        this.registry = registry;
        this.catalogue = catalogue;
        this.foreign = foreign;
    }

    /**
     * Publishes the flow under its own name.
     *
     * @param bucket the bucket's name; the bucket and the flow are made if need be
     */
    public PublishOutcome publish(String bucket, FlowDefinition flow) {
        String bucketId = registry.bucket(bucket);
        String flowId = registry.flow(bucketId, flow.name());
        Optional<FlowRegistry.Version> latest = registry.latest(bucketId, flowId);
        List<FlowChange> changes = new ArrayList<>();
        if (latest.isPresent()) {
            FlowRegistry.Version version = latest.get();
            FlowDefinition stored = FlowDefinition.of(version.snapshot()).renamed(flow.name());
            if (same(stored, flow)) {
                return new PublishOutcome.Unchanged(bucketId, flowId, version.number());
            }
            changes.addAll(FlowDifference.between(stored, flow, catalogue));
            changes.addAll(FlowDifference.betweenParameters(stored, flow));
            if (foreign == ForeignVersions.KEEP && !version.comments().startsWith(OURS)) {
                return new PublishOutcome.Kept(
                        bucketId, flowId, version.number(), version.maker(), List.copyOf(changes));
            }
        }
        int number = latest.map(FlowRegistry.Version::number).orElse(0) + 1;
        registry.add(bucketId, flowId, new FlowRegistry.Version(number, flow.json()), OURS);
        return new PublishOutcome.Published(bucketId, flowId, number, List.copyOf(changes));
    }

    private boolean same(FlowDefinition stored, FlowDefinition flow) {
        return stored.withoutDefaults(catalogue)
                .text()
                .equals(flow.withoutDefaults(catalogue).text());
    }
}
