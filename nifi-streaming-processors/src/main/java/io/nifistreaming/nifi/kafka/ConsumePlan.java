package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.ConsumerPlan;
import io.nifistreaming.kafka.ConsumerPlan.Isolation;
import io.nifistreaming.kafka.ConsumerPlan.Limit;
import io.nifistreaming.kafka.ConsumerPlan.Start;
import io.nifistreaming.kafka.ConsumerPlan.StartPolicy;
import io.nifistreaming.kafka.TopicChoice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.DataUnit;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.serialization.RecordReaderFactory;
import org.apache.nifi.serialization.RecordSetWriterFactory;

/**
 * The configuration of {@link ConsumeKafkaStream}, read once when it is scheduled.
 *
 * @param consumer what the consumers are told
 * @param clientProperties of the connection
 * @param bootstrapServers for provenance
 * @param content how ranges become flow files
 * @param headers which headers become attributes
 * @param keys how keys are written as text
 */
record ConsumePlan(
        ConsumerPlan consumer,
        Map<String, Object> clientProperties,
        String bootstrapServers,
        RangeContent content,
        HeaderAttributes headers,
        KeyText keys) {
    ConsumePlan {
        clientProperties = Map.copyOf(clientProperties);
    }

    /**
     * Reads a validated configuration.
     *
     * @param processorId tells the static members of this processor from those of others in the group
     */
    static ConsumePlan of(ProcessContext context, String processorId, ComponentLog log) {
        KafkaConnectionService connection = context.getProperty(ConsumeKafkaStreamProperties.CONNECTION)
                .asControllerService(KafkaConnectionService.class);
        KeyText keys = KeyText.of(text(context, ConsumeKafkaStreamProperties.KEY_ENCODING));
        ConsumerPlan consumer = new ConsumerPlan(
                topics(context),
                evaluated(context, ConsumeKafkaStreamProperties.GROUP),
                member(context, processorId),
                Isolation.valueOf(
                        text(context, ConsumeKafkaStreamProperties.ISOLATION).toUpperCase(Locale.ROOT)),
                start(context),
                limit(context));
        String headers = text(context, ConsumeKafkaStreamProperties.HEADERS);
        return new ConsumePlan(
                consumer,
                connection.clientProperties(),
                connection.bootstrapServers(),
                content(context, keys, log),
                headers == null ? HeaderAttributes.NONE : new HeaderAttributes(Pattern.compile(headers)),
                keys);
    }

    private static TopicChoice topics(ProcessContext context) {
        if (ConsumeKafkaStreamProperties.PATTERN.equals(text(context, ConsumeKafkaStreamProperties.SELECTION))) {
            return new TopicChoice.Matching(Pattern.compile(text(context, ConsumeKafkaStreamProperties.TOPIC_PATTERN)));
        }
        return TopicChoice.Named.of(ConsumeChecks.topics(evaluated(context, ConsumeKafkaStreamProperties.TOPICS)));
    }

    private static Optional<String> member(ProcessContext context, String processorId) {
        if (ConsumeKafkaStreamProperties.DYNAMIC.equals(text(context, ConsumeKafkaStreamProperties.MEMBERSHIP))) {
            return Optional.empty();
        }
        return Optional.of("nifi-" + processorId + "-" + evaluated(context, ConsumeKafkaStreamProperties.NODE_ID));
    }

    private static Start start(ProcessContext context) {
        String reset = text(context, ConsumeKafkaStreamProperties.RESET);
        return new Start(
                StartPolicy.valueOf(
                        text(context, ConsumeKafkaStreamProperties.START).toUpperCase(Locale.ROOT)),
                Optional.ofNullable(reset).map(String::trim).map(Instant::parse));
    }

    private static Limit limit(ProcessContext context) {
        return new Limit(
                context.getProperty(ConsumeKafkaStreamProperties.MAX_RECORDS).asInteger(),
                context.getProperty(ConsumeKafkaStreamProperties.MAX_BYTES)
                        .asDataSize(DataUnit.B)
                        .longValue(),
                Duration.ofMillis(
                        context.getProperty(ConsumeKafkaStreamProperties.LINGER).asTimePeriod(TimeUnit.MILLISECONDS)));
    }

    private static RangeContent content(ProcessContext context, KeyText keys, ComponentLog log) {
        return switch (text(context, ConsumeKafkaStreamProperties.MODE)) {
            case ConsumeKafkaStreamProperties.RECORD ->
                new RecordContent(
                        context.getProperty(ConsumeKafkaStreamProperties.READER)
                                .asControllerService(RecordReaderFactory.class),
                        context.getProperty(ConsumeKafkaStreamProperties.WRITER)
                                .asControllerService(RecordSetWriterFactory.class),
                        fields(context, keys),
                        log);
            case ConsumeKafkaStreamProperties.JSON ->
                new JsonContent(
                        fields(context, keys),
                        Optional.ofNullable(text(context, ConsumeKafkaStreamProperties.VALUE_FIELD)));
            default -> raw(text(context, ConsumeKafkaStreamProperties.DEMARCATOR));
        };
    }

    private static RangeContent raw(String demarcator) {
        return demarcator == null ? new EachContent() : new JoinedContent(demarcator.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<KafkaFields> fields(ProcessContext context, KeyText keys) {
        boolean plain = ConsumeKafkaStreamProperties.NONE.equals(text(context, ConsumeKafkaStreamProperties.FIELDS));
        return plain
                ? Optional.empty()
                : Optional.of(new KafkaFields(text(context, ConsumeKafkaStreamProperties.FIELD_PREFIX), keys));
    }

    private static String evaluated(ProcessContext context, PropertyDescriptor field) {
        return context.getProperty(field).evaluateAttributeExpressions().getValue();
    }

    private static String text(ProcessContext context, PropertyDescriptor field) {
        return context.getProperty(field).getValue();
    }
}
