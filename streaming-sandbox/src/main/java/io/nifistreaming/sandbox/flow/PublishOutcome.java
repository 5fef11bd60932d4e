package io.nifistreaming.sandbox.flow;

import java.util.List;

/** What came of publishing a flow. Either way, {@code version} is now the newest and holds the flow's content. */
public sealed interface PublishOutcome {
    String bucketId();

    String flowId();

    int version();

    /**
     * A new version was made.
     *
     * @param changes what differs from the version before; empty for the first
     */
    record Published(String bucketId, String flowId, int version, List<FlowChange> changes) implements PublishOutcome {}

    /** The newest version is this flow already. */
    record Unchanged(String bucketId, String flowId, int version) implements PublishOutcome {}
}
