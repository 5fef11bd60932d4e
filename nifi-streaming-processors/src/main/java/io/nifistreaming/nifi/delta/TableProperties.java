package io.nifistreaming.nifi.delta;

import java.util.ArrayList;
import java.util.List;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.resource.ResourceCardinality;
import org.apache.nifi.components.resource.ResourceType;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.util.StandardValidators;
import org.apache.nifi.serialization.RecordSetWriterFactory;

/** What processors that read tables and care for them ask for alike. */
final class TableProperties {
    static final PropertyDescriptor PATH = field("Table Path")
            .description(
                    "Where the table lies: a directory, or a URI that Hadoop knows. Example: /data/lake/silver/prices")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.FLOWFILE_ATTRIBUTES)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();
    static final PropertyDescriptor WRITER = field("Record Writer")
            .description("Writes what the processor has to tell as records.")
            .required(true)
            .identifiesControllerService(RecordSetWriterFactory.class)
            .build();
    static final PropertyDescriptor DRY_RUN = field("Dry Run")
            .description("Whether only what would be done is told, and nothing is changed. Example: true")
            .required(true)
            .allowableValues("true", "false")
            .defaultValue("false")
            .build();
    static final PropertyDescriptor HADOOP_RESOURCES = field("Hadoop Configuration Resources")
            .description("Hadoop's XML files, with commas between them, where the table's file system needs them."
                    + " Example: /etc/hadoop/conf/core-site.xml")
            .identifiesExternalResource(ResourceCardinality.MULTIPLE, ResourceType.FILE)
            .build();

    private TableProperties() {}

    static PropertyDescriptor.Builder field(String name) {
        return new PropertyDescriptor.Builder().name(name).displayName(name);
    }

    /** Names with commas between them; none where the text is blank or absent. */
    static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        if (text != null) {
            for (String name : text.split(",", -1)) {
                if (!name.isBlank()) {
                    names.add(name.strip());
                }
            }
        }
        return names;
    }

    static boolean isDryRun(ProcessContext context) {
        return context.getProperty(DRY_RUN).asBoolean();
    }
}
