package io.nifistreaming.kafka;

import io.nifistreaming.origin.SourceId;

/** Progress counts per source and per topic: a clone that is routed to another topic is no duplicate. */
record SourceInTopic(String topic, SourceId source) {
    @Override
    public String toString() {
        return source + " in " + topic;
    }
}
