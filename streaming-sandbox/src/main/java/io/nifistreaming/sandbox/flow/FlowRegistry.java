package io.nifistreaming.sandbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What publishing needs of a flow registry; {@link RegistryFlows} is NiFi Registry's. */
public interface FlowRegistry {
    /**
     * A version that is there.
     *
     * @param number counts from 1
     * @param snapshot what was stored
     */
    record Version(int number, JsonNode snapshot) {
        /** What whoever made it said of it; may be empty. */
        String comments() {
            return metadata().path("comments").asText("");
        }

        /** Who made it and when, as far as is known, and what was said of it. */
        String maker() {
            StringBuilder maker = new StringBuilder(metadata().path("author").asText("somebody"));
            long millis = metadata().path("timestamp").asLong();
            if (millis > 0) {
                maker.append(" at ").append(Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS));
            }
            return maker.append(comments().isBlank() ? " without a comment" : " with the comment '" + comments() + "'")
                    .toString();
        }

        private JsonNode metadata() {
            return snapshot.path("snapshotMetadata");
        }
    }

    /** The identifier of a bucket, which is made if it is not there. */
    String bucket(String name);

    /** The identifier of a flow, which is made, without a version, if it is not there. */
    String flow(String bucketId, String flowName);

    /** The newest version; empty if there is none yet. */
    Optional<Version> latest(String bucketId, String flowId);

    /** Adds a version; only the number after the newest is taken, so that of two publishers one fails. */
    void add(String bucketId, String flowId, Version version, String comments);
}
