package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.Framing;
import io.nifistreaming.kafka.RejectKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.nifi.components.PropertyValue;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.serialization.RecordReaderFactory;
import org.apache.nifi.serialization.RecordSetWriterFactory;

/**
 * What depends on a flow file's attributes: its topic, format, key, partition and headers. The expressions are looked
 * up once and evaluated for each flow file.
 */
final class FlowFilePlan {
    /** The publisher writes these itself, or they describe the content as a whole and would be wrong for a record. */
    private static final Set<String> NOT_HEADERS = Set.of(
            "stream.origin.kind",
            "stream.origin.id",
            "stream.origin.generation",
            "stream.origin.first",
            "stream.origin.next",
            PositionedFormat.ATTRIBUTE,
            "stream.origin.size",
            "stream.origin.crc32c");

    private static final byte[] LINE_FEED = {'\n'};

    private final PropertyValue topic;
    private final PropertyValue key;
    private final PropertyValue demarcator;
    private final PropertyValue partition;
    private final Pattern headers;
    private final RecordFormat recordFormat;
    private final boolean passesJson;
    private final int maxRequestSize;

    FlowFilePlan(ProcessContext context, int maxRequestSize, ComponentLog log) {
        this.topic = context.getProperty(PublishKafkaStreamProperties.TOPIC);
        this.key = context.getProperty(PublishKafkaStreamProperties.KEY);
        this.demarcator = context.getProperty(PublishKafkaStreamProperties.DEMARCATOR);
        boolean byExpression = PublishKafkaStreamProperties.EXPRESSION.equals(
                context.getProperty(PublishKafkaStreamProperties.PARTITIONER).getValue());
        this.partition = byExpression ? context.getProperty(PublishKafkaStreamProperties.PARTITION) : null;
        String pattern =
                context.getProperty(PublishKafkaStreamProperties.HEADERS).getValue();
        this.headers = pattern == null ? null : Pattern.compile(pattern);
        this.maxRequestSize = maxRequestSize;
        boolean raw = PublishKafkaStreamProperties.RAW.equals(
                context.getProperty(PublishKafkaStreamProperties.MODE).getValue());
        this.recordFormat = raw ? null : recordFormat(context, log);
        this.passesJson = recordFormat instanceof SlicedFormat;
    }

    private RecordFormat recordFormat(ProcessContext context, ComponentLog log) {
        String field =
                context.getProperty(PublishKafkaStreamProperties.KEY_FIELD).getValue();
        FieldPath keyPath = field == null ? FieldPath.NONE : FieldPath.parse(field);
        String format = context.getProperty(PublishKafkaStreamProperties.FORMAT).getValue();
        if (PublishKafkaStreamProperties.JSON.equals(format)) {
            return new SlicedFormat(
                    Framing.RECORDS,
                    LINE_FEED,
                    maxRequestSize,
                    (window, address) -> new JsonCursor(window, address, keyPath));
        }
        return new ReaderFormat(
                context.getProperty(PublishKafkaStreamProperties.READER).asControllerService(RecordReaderFactory.class),
                context.getProperty(PublishKafkaStreamProperties.WRITER)
                        .asControllerService(RecordSetWriterFactory.class),
                keyPath,
                log);
    }

    /** Whether all flow files have the same topic, whatever their attributes. */
    boolean hasOneTopic() {
        return !topic.isExpressionLanguagePresent();
    }

    /** The topic of a flow file. */
    String topic(FlowFile flowFile) throws UnfitFlowFileException {
        String name = evaluated(topic, flowFile, "Topic Name");
        if (name == null || !Checks.isTopic(name)) {
            throw new UnfitFlowFileException(
                    RejectKind.INVALID_TOPIC,
                    "Topic Name evaluates to '" + name + "', which is no topic's name (1 to 249 letters, digits, dots,"
                            + " dashes or underscores): check the attributes of the flow file");
        }
        return name;
    }

    /** How the content of a flow file is cut. */
    RecordFormat format(FlowFile flowFile) throws UnfitFlowFileException {
        if (recordFormat != null) {
            return passesJson ? PositionedFormat.of(recordFormat, flowFile) : recordFormat;
        }
        byte[] between = utf8(evaluated(demarcator, flowFile, "Message Demarcator"));
        if (between == null) {
            return new SlicedFormat(Framing.WHOLE, new byte[0], maxRequestSize, WholeCursor::new);
        }
        return new SlicedFormat(
                Framing.RECORDS,
                between,
                maxRequestSize,
                (window, address) -> new DelimitedCursor(window, address, between));
    }

    /** Key and partition that all records of a flow file share. */
    Address address(FlowFile flowFile) throws UnfitFlowFileException {
        byte[] shared = utf8(evaluated(key, flowFile, "Message Key"));
        if (partition == null) {
            return new Address(shared, Address.ANYWHERE.partition());
        }
        String number = evaluated(partition, flowFile, "Partition");
        if (number == null || !number.trim().matches("\\d{1,6}")) {
            throw new UnfitFlowFileException(
                    RejectKind.UNKNOWN_PARTITION,
                    "Partition evaluates to '" + number + "', which is no partition's number such as 0: check the"
                            + " attributes of the flow file");
        }
        return new Address(shared, Integer.parseInt(number.trim()));
    }

    /** The headers that all records of a flow file share. */
    List<Header> headers(FlowFile flowFile) throws UnfitFlowFileException {
        if (headers == null) {
            return List.of();
        }
        List<Header> chosen = new ArrayList<>();
        for (Map.Entry<String, String> attribute : flowFile.getAttributes().entrySet()) {
            String name = attribute.getKey();
            if (!NOT_HEADERS.contains(name) && isHeader(name)) {
                chosen.add(new RecordHeader(name, attribute.getValue().getBytes(StandardCharsets.UTF_8)));
            }
        }
        chosen.sort(java.util.Comparator.comparing(Header::key));
        return chosen;
    }

    private boolean isHeader(String attribute) throws UnfitFlowFileException {
        try {
            return headers.matcher(new ImpatientText(attribute)).matches();
        } catch (ImpatientText.TooManyStepsException | StackOverflowError endless) {
            throw new UnfitFlowFileException(
                    RejectKind.EXPRESSION,
                    "Attributes to Send as Headers takes too many steps on the name of an attribute: write a simpler"
                            + " regular expression, without repetitions inside repetitions");
        }
    }

    /** An expression can fail on what an attribute holds: then that flow file is unfit, and the others go on. */
    private static String evaluated(PropertyValue property, FlowFile flowFile, String name)
            throws UnfitFlowFileException {
        try {
            return property.evaluateAttributeExpressions(flowFile).getValue();
        } catch (RuntimeException failed) {
            throw new UnfitFlowFileException(
                    RejectKind.EXPRESSION,
                    "The expression of " + name + " fails on the attributes of this flow file ("
                            + failed.getClass().getSimpleName() + "): check the attributes, or let the expression bear"
                            + " such values");
        }
    }

    private static byte[] utf8(String text) {
        return text == null || text.isEmpty() ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
