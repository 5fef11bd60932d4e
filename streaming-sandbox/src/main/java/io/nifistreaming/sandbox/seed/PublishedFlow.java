package io.nifistreaming.sandbox.seed;

import io.nifistreaming.sandbox.flow.FlowDefinition;
import io.nifistreaming.sandbox.flow.PublishOutcome;

/** A flow file and where it is in Registry. */
public record PublishedFlow(FlowDefinition definition, PublishOutcome outcome) {
    public String name() {
        return definition.name();
    }
}
