package io.nifistreaming.sandbox.flow;

import java.util.List;

/** What came of publishing a flow: {@code version} is the newest now, and unless it was kept, it is the flow. */
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

    /**
     * The newest version is somebody else's, and stays.
     *
     * @param maker who made it, and when, and what was said of it, as far as the registry knows
     * @param changes what differs between it and the flow that was not published
     */
    record Kept(String bucketId, String flowId, int version, String maker, List<FlowChange> changes)
            implements PublishOutcome {}
}
