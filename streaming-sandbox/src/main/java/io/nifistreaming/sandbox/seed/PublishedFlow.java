package io.nifistreaming.sandbox.seed;

import io.nifistreaming.sandbox.flow.FlowDefinition;
import io.nifistreaming.sandbox.flow.PublishOutcome;

/** A flow file and where it is in Registry. */
public record PublishedFlow(FlowDefinition definition, PublishOutcome outcome) {
    public String name() {
        return definition.name();
    }

    /** Whether Registry's newest version is somebody else's, and not this flow. */
    public boolean isKept() {
        return outcome instanceof PublishOutcome.Kept;
    }
}
