package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.AppendPlan;
import io.nifistreaming.delta.RangePlan;
import io.nifistreaming.delta.SchemaEvolution;
import io.nifistreaming.delta.WritePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.resource.ResourceReference;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.DataUnit;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.serialization.RecordReaderFactory;

/** The configuration of {@link PutDeltaTable}, read once when it is scheduled. */
final class PutPlan {
    /** Partitions that a task writes to at the same time. */
    private static final int MOST_OPEN = 16;

    private static final String LOCAL_LOG_STORE = "delta.logStore.file.impl";

    private final ProcessContext context;
    private final Configuration configuration;
    private final RecordReaderFactory readers;
    private final AppendPlan append;
    private final int flowFiles;
    private final long bytes;
    private final Duration age;

    PutPlan(ProcessContext context) {
        this.context = context;
        this.configuration = configuration(context);
        this.readers =
                context.getProperty(PutDeltaTableProperties.READER).asControllerService(RecordReaderFactory.class);
        this.append = append(context);
        this.flowFiles =
                context.getProperty(PutDeltaTableProperties.MAX_FLOW_FILES).asInteger();
        this.bytes = bytes(context, PutDeltaTableProperties.MAX_BYTES);
        this.age = Duration.ofMillis(
                context.getProperty(PutDeltaTableProperties.MAX_AGE).asTimePeriod(TimeUnit.MILLISECONDS));
    }

    Configuration configuration() {
        return configuration;
    }

    RecordReaderFactory readers() {
        return readers;
    }

    int flowFiles() {
        return flowFiles;
    }

    long bytes() {
        return bytes;
    }

    Duration age() {
        return age;
    }

    /** Where the flow file's rows go. */
    String path(FlowFile flowFile) {
        return context.getProperty(PutDeltaTableProperties.PATH)
                .evaluateAttributeExpressions(flowFile)
                .getValue()
                .strip();
    }

    AppendPlan append(FlowFile flowFile) {
        String text = context.getProperty(PutDeltaTableProperties.PARTITION_COLUMNS)
                .evaluateAttributeExpressions(flowFile)
                .getValue();
        List<String> columns = new ArrayList<>();
        if (text != null) {
            for (String column : text.split(",", -1)) {
                if (!column.isBlank()) {
                    columns.add(column.strip());
                }
            }
        }
        return append.withPartitionColumns(columns);
    }

    private static AppendPlan append(ProcessContext context) {
        String evolution =
                context.getProperty(PutDeltaTableProperties.EVOLUTION).getValue();
        String early = context.getProperty(PutDeltaTableProperties.EARLY).getValue();
        return new AppendPlan(
                context.getProperty(PutDeltaTableProperties.CREATE).asBoolean(),
                List.of(),
                Map.of(),
                PutDeltaTableProperties.REFUSE.equals(evolution)
                        ? SchemaEvolution.Policy.REFUSE
                        : SchemaEvolution.Policy.ADD_COLUMNS,
                PutDeltaTableProperties.TAKE.equals(early) ? RangePlan.Early.TAKE_WITH_HOLE : RangePlan.Early.WAIT,
                WritePlan.Compression.valueOf(
                        context.getProperty(PutDeltaTableProperties.COMPRESSION).getValue()),
                bytes(context, PutDeltaTableProperties.FILE_SIZE),
                bytes(context, PutDeltaTableProperties.MEMORY),
                MOST_OPEN);
    }

    private static Configuration configuration(ProcessContext context) {
        Configuration configuration = new Configuration();
        configuration.setClassLoader(PutPlan.class.getClassLoader());
        for (ResourceReference resource : context.getProperty(PutDeltaTableProperties.HADOOP_RESOURCES)
                .asResources()
                .asList()) {
            configuration.addResource(new Path(resource.asFile().toURI()));
        }
        for (PropertyDescriptor descriptor : context.getProperties().keySet()) {
            if (descriptor.isDynamic()) {
                configuration.set(
                        descriptor.getName(), context.getProperty(descriptor).getValue());
            }
        }
        if (configuration.get(LOCAL_LOG_STORE) == null) {
            configuration.set(LOCAL_LOG_STORE, "io.nifistreaming.delta.LinkingLogStore");
        }
        return configuration;
    }

    private static long bytes(ProcessContext context, PropertyDescriptor field) {
        return context.getProperty(field).asDataSize(DataUnit.B).longValue();
    }
}
