package io.nifistreaming.sandbox.flow;

import io.nifistreaming.sandbox.api.ApiException;
import io.nifistreaming.sandbox.api.RegistryApi;
import java.util.Optional;

/** NiFi Registry as a place to publish to. */
public final class RegistryFlows implements FlowRegistry {
    private final RegistryApi registry;

    public RegistryFlows(RegistryApi registry) {
        this.registry = registry;
    }

    @Override
    public String bucket(String name) {
        return registry.ensureBucket(name).id();
    }

    @Override
    public String flow(String bucketId, String flowName) {
        return registry.ensureFlow(bucketId, flowName).id();
    }

    @Override
    public Optional<Version> latest(String bucketId, String flowId) {
        int versions = find(bucketId, flowId).versions();
        return versions == 0
                ? Optional.empty()
                : Optional.of(new Version(versions, registry.version(bucketId, flowId, versions)));
    }

    @Override
    public void add(String bucketId, String flowId, Version version, String comments) {
        registry.addVersion(bucketId, find(bucketId, flowId), version.number(), version.snapshot(), comments);
    }

    private RegistryApi.Flow find(String bucketId, String flowId) {
        return registry.flows(bucketId).stream()
                .filter(flow -> flow.id().equals(flowId))
                .findFirst()
                .orElseThrow(() -> new ApiException(404, "The flow " + flowId + " has gone from NiFi Registry."));
    }
}
