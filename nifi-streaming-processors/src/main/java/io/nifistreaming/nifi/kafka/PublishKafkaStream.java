package io.nifistreaming.nifi.kafka;

import java.util.List;
import java.util.Set;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;

@InputRequirement(InputRequirement.Requirement.INPUT_REQUIRED)
@Tags({"kafka", "publish", "streaming", "exactly-once", "record"})
@CapabilityDescription("Publishes flow files to Kafka.")
public class PublishKafkaStream extends AbstractProcessor {
    static final PropertyDescriptor CONNECTION = new PropertyDescriptor.Builder()
            .name("Kafka Connection")
            .displayName("Kafka Connection")
            .description("The Kafka cluster to publish to.")
            .identifiesControllerService(KafkaConnectionService.class)
            .required(true)
            .build();
    static final Relationship SUCCESS =
            new Relationship.Builder().name("success").description("Published.").build();
    static final Relationship FAILURE = new Relationship.Builder()
            .name("failure")
            .description("Can never be published.")
            .build();

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(CONNECTION);
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(SUCCESS, FAILURE);
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        context.yield();
    }
}
