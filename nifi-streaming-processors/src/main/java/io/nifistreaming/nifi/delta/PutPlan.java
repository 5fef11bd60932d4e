package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.AppendPlan;
import io.nifistreaming.delta.MergePlan;
import io.nifistreaming.delta.RangePlan;
import io.nifistreaming.delta.SchemaEvolution;
import io.nifistreaming.delta.WritePlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.DataUnit;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.serialization.RecordReaderFactory;

/** The configuration of {@link PutDeltaTable}, read once when it is scheduled. */
final class PutPlan {
    /** Partitions that a task writes to at the same time. */
    private static final int MOST_OPEN = 16;

    private final ProcessContext context;
    private final Configuration configuration;
    private final RecordReaderFactory readers;
    private final AppendPlan append;
    private final Optional<MergeSettings> merge;
    private final int flowFiles;
    private final long bytes;
    private final Duration age;

    PutPlan(ProcessContext context) {
        this.context = context;
        this.configuration = Tables.configuration(context);
        this.readers =
                context.getProperty(PutDeltaTableProperties.READER).asControllerService(RecordReaderFactory.class);
        this.append = append(context);
        this.merge = MergeSettings.of(context);
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

    boolean isMerge() {
        return merge.isPresent();
    }

    /** Where the flow file's rows go. */
    PutTarget target(FlowFile flowFile) {
        List<String> partitionColumns = PutTarget.names(evaluated(PutDeltaTableProperties.PARTITION_COLUMNS, flowFile));
        String path = evaluated(PutDeltaTableProperties.PATH, flowFile).strip();
        if (merge.isEmpty()) {
            return new PutTarget(path, partitionColumns, List.of(), Optional.empty());
        }
        return new PutTarget(
                path,
                partitionColumns,
                PutTarget.names(evaluated(PutDeltaTableProperties.MERGE_KEYS, flowFile)),
                Optional.ofNullable(evaluated(PutDeltaTableProperties.SEQUENCE, flowFile))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty()));
    }

    private String evaluated(PropertyDescriptor field, FlowFile flowFile) {
        return context.getProperty(field).evaluateAttributeExpressions(flowFile).getValue();
    }

    AppendPlan append(PutTarget target) {
        return append.withPartitionColumns(target.partitionColumns());
    }

    /** Why a flow file's attributes name nothing to merge by; empty if they do. */
    Optional<String> problem(PutTarget target) {
        try {
            merge.ifPresent(settings -> settings.plan(target, append));
            return Optional.empty();
        } catch (IllegalArgumentException unfit) {
            return Optional.of(unfit.getMessage());
        }
    }

    /** Refuses keys that can't be any. */
    MergePlan merge(PutTarget target) {
        return merge.orElseThrow().plan(target, append(target));
    }

    /** Which records delete rows. */
    DeleteRule deletes() {
        return merge.map(MergeSettings::deletes).orElse(DeleteRule.NEVER);
    }

    private static AppendPlan append(ProcessContext context) {
        String evolution =
                context.getProperty(PutDeltaTableProperties.EVOLUTION).getValue();
        String early = context.getProperty(PutDeltaTableProperties.EARLY).getValue();
        return new AppendPlan(
                context.getProperty(PutDeltaTableProperties.CREATE).asBoolean(),
                List.of(),
                TableSettings.of(context.getProperty(PutDeltaTableProperties.TABLE_PROPERTIES)
                        .getValue()),
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

    private static long bytes(ProcessContext context, PropertyDescriptor field) {
        return context.getProperty(field).asDataSize(DataUnit.B).longValue();
    }
}
