package io.nifistreaming.sandbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What publishing needs of a flow registry; {@link RegistryFlows} is NiFi Registry's. */
public interface FlowRegistry {
    /**
     * A version that is there.
     *
     * @param number counts from 1
     * @param snapshot what was stored
     */
    record Version(int number, JsonNode snapshot) {}

    /** The identifier of a bucket, which is made if it is not there. */
    String bucket(String name);

    /** The identifier of a flow, which is made, without a version, if it is not there. */
    String flow(String bucketId, String flowName);

    /** The newest version; empty if there is none yet. */
    Optional<Version> latest(String bucketId, String flowId);

    /** Adds a version; only the number after the newest is taken, so that of two publishers one fails. */
    void add(String bucketId, String flowId, Version version, String comments);
}
