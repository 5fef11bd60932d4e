package io.nifistreaming.nifi.tail;

import io.nifistreaming.origin.Origin;
import java.util.Map;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.Relationship;

/**
 * A flow file with what it is to say of itself.
 *
 * @param origin of its clear content
 * @param attributes beside the origin
 */
record Written(FlowFile flowFile, Origin origin, Map<String, String> attributes, Relationship relationship) {}
