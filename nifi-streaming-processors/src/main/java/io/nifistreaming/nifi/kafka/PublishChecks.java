package io.nifistreaming.nifi.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.nifi.components.PropertyValue;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.processor.DataUnit;

/** What no field can be told by itself: that two of them don't fit together. */
final class PublishChecks {
    private static final long LINGER = 5;
    private static final long BATCH = 65_536;

    private PublishChecks() {}

    static List<ValidationResult> of(ValidationContext context) {
        List<ValidationResult> results = new ArrayList<>();
        oneKey(context, results);
        PropertyValue service = context.getProperty(PublishKafkaStreamProperties.CONNECTION);
        // A disabled service tells nothing yet.
        if (context.getControllerServiceLookup().isControllerServiceEnabled(service.getValue())) {
            Map<String, Object> given =
                    service.asControllerService(KafkaConnectionService.class).clientProperties();
            timeToDeliver(context, given, results);
            roomForABatch(context, given, results);
        }
        return results;
    }

    private static void oneKey(ValidationContext context, List<ValidationResult> results) {
        boolean record = PublishKafkaStreamProperties.RECORD.equals(
                context.getProperty(PublishKafkaStreamProperties.MODE).getValue());
        if (record
                && context.getProperty(PublishKafkaStreamProperties.KEY_FIELD).isSet()
                && context.getProperty(PublishKafkaStreamProperties.KEY).isSet()) {
            results.add(Checks.result(
                    PublishKafkaStreamProperties.KEY.getName(),
                    "",
                    "Message Key Field is set as well, and a record has one key: clear one of the two"));
        }
    }

    /** Kafka makes no producer whose records could not be delivered in time. */
    private static void timeToDeliver(
            ValidationContext context, Map<String, Object> given, List<ValidationResult> results) {
        String text = context.getProperty(PublishKafkaStreamProperties.DELIVERY_TIMEOUT)
                .getValue();
        long delivery = context.getProperty(PublishKafkaStreamProperties.DELIVERY_TIMEOUT)
                .asTimePeriod(TimeUnit.MILLISECONDS);
        long request = number(given, "request.timeout.ms", PublishPlan.requestTimeout(delivery));
        long linger = number(given, "linger.ms", LINGER);
        if (delivery < request + linger) {
            results.add(Checks.result(
                    PublishKafkaStreamProperties.DELIVERY_TIMEOUT.getName(),
                    text,
                    "it must hold request.timeout.ms (" + request + " ms) and linger.ms (" + linger
                            + " ms) of the Kafka connection together, or Kafka makes no producer: give it at least "
                            + (request + linger) + " ms, or lower those"));
        }
    }

    /** Kafka makes such a producer, but it fails with each record. */
    private static void roomForABatch(
            ValidationContext context, Map<String, Object> given, List<ValidationResult> results) {
        long maxRequest = context.getProperty(PublishKafkaStreamProperties.MAX_REQUEST)
                .asDataSize(DataUnit.B)
                .longValue();
        long batch = number(given, "batch.size", BATCH);
        long buffer = number(given, "buffer.memory", PublishPlan.bufferMemory(maxRequest));
        if (batch > buffer) {
            results.add(Checks.result(
                    PublishKafkaStreamProperties.CONNECTION.getName(),
                    "",
                    "its batch.size (" + batch + " bytes) is larger than buffer.memory (" + buffer
                            + " bytes), so that no batch ever fits in: lower the one or raise the other in the Kafka"
                            + " connection"));
        }
    }

    private static long number(Map<String, Object> properties, String name, long otherwise) {
        Object value = properties.get(name);
        return value == null ? otherwise : Long.parseLong(String.valueOf(value).trim());
    }
}
