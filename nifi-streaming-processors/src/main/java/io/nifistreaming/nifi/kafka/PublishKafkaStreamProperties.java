package io.nifistreaming.nifi.kafka;

import java.util.List;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.serialization.RecordReaderFactory;
import org.apache.nifi.serialization.RecordSetWriterFactory;

/** What {@link PublishKafkaStream} can be told. {@link PublishPlan} reads it, once. */
final class PublishKafkaStreamProperties {
    static final String RECORD = "Record";
    static final String RAW = "Raw";
    static final String JSON = "JSON";
    static final String READER_WRITER = "Record Reader and Writer";
    static final String KEY_HASH = "Key Hash or Sticky";
    static final String STICKY = "Sticky";
    static final String ROUND_ROBIN = "Round Robin";
    static final String EXPRESSION = "Partition Expression";
    static final String PER_BATCH = "Batch";
    static final String PER_FLOW_FILE = "Flow File";
    static final String NONE = "None";

    static final PropertyDescriptor CONNECTION = field("Kafka Connection")
            .description("The service that knows how to reach the cluster.")
            .required(true)
            .identifiesControllerService(KafkaConnectionService.class)
            .build();
    static final PropertyDescriptor TOPIC = field("Topic Name")
            .description("The topic to publish to; it is never created by sending. May come from an attribute. Example:"
                    + " competitor_prices, or ${kafka.topic}")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.FLOWFILE_ATTRIBUTES)
            .addValidator(Checks.TOPIC)
            .build();
    static final PropertyDescriptor TOPIC_PATIENCE = field("Wait for Missing Topic")
            .description("How long flow files stay queued for a topic that doesn't exist, counted from when it was"
                    + " missed first, before they go to failure; a bulletin names the topic at once. Others of the"
                    + " queue are published meanwhile. 0 sec: to failure at once. Example: 1 hour")
            .required(true)
            .defaultValue("1 hour")
            .addValidator(Checks.TIME_PERIOD_OR_ZERO)
            .build();
    static final PropertyDescriptor MODE = field("Publish Mode")
            .description(
                    "Record: each record of the flow file is a Kafka record. Raw: the bytes as they are, whole or cut"
                            + " at a demarcator.")
            .required(true)
            .allowableValues(RECORD, RAW)
            .defaultValue(RECORD)
            .build();
    static final PropertyDescriptor FORMAT = field("Record Format")
            .description("JSON: one JSON object a line, JSON objects one after the other, or one JSON array of objects."
                    + " Each is checked, and its bytes are passed through unchanged, which is several times faster than"
                    + " a reader and a writer. The latter convert anything to anything.")
            .required(true)
            .allowableValues(JSON, READER_WRITER)
            .defaultValue(JSON)
            .dependsOn(MODE, RECORD)
            .build();
    static final PropertyDescriptor READER = field("Record Reader")
            .description("Reads the records of the flow file.")
            .required(true)
            .identifiesControllerService(RecordReaderFactory.class)
            .dependsOn(FORMAT, READER_WRITER)
            .build();
    static final PropertyDescriptor WRITER = field("Record Writer")
            .description("Writes each record as the value of one Kafka record.")
            .required(true)
            .identifiesControllerService(RecordSetWriterFactory.class)
            .dependsOn(FORMAT, READER_WRITER)
            .build();
    static final PropertyDescriptor DEMARCATOR = field("Message Demarcator")
            .description(
                    "Text (UTF-8) between the records of a flow file; press Shift+Enter for a line feed. Empty pieces"
                            + " are skipped. Without it, the whole content is one record.")
            .addValidator(Checks.NOT_EMPTY)
            .expressionLanguageSupported(ExpressionLanguageScope.FLOWFILE_ATTRIBUTES)
            .dependsOn(MODE, RAW)
            .build();
    static final PropertyDescriptor KEY_FIELD = field("Message Key Field")
            .description("Path of the field whose value is the record's key: its text, or a number as it is written. A"
                    + " record without it, or with null, has no key. Example: /sku or /product/id")
            .addValidator(Checks.FIELD_PATH)
            .dependsOn(MODE, RECORD)
            .build();
    static final PropertyDescriptor KEY = field("Message Key")
            .description(
                    "Key (UTF-8) of all records of a flow file, from its attributes. Empty: no key. Not together with"
                            + " Message Key Field. Example: ${sensor.id}")
            .addValidator(Checks.NOT_BLANK)
            .expressionLanguageSupported(ExpressionLanguageScope.FLOWFILE_ATTRIBUTES)
            .build();
    static final PropertyDescriptor HEADERS = field("Attributes to Send as Headers")
            .description(
                    "Regular expression: attributes whose whole name matches become headers (UTF-8) of every record."
                            + " Example: shop\\..* or mime\\.type|filename")
            .addValidator(Checks.REGULAR_EXPRESSION)
            .build();
    static final PropertyDescriptor ORIGIN_HEADERS = field("Origin Headers")
            .description(
                    "All: every record says which range of which source it holds (stream.origin.*), about 130 bytes a"
                            + " record before compression. None: no such headers; replays are recognised all the same.")
            .required(true)
            .allowableValues("All", NONE)
            .defaultValue("All")
            .build();
    static final PropertyDescriptor PARTITIONER = field("Partitioner")
            .description("Key Hash or Sticky: Kafka's own, murmur2 of the key; records without key fill one partition"
                    + " after the other. Sticky: the latter for all. Round Robin: one record each in turn. Partition"
                    + " Expression: as the field Partition says.")
            .required(true)
            .allowableValues(KEY_HASH, STICKY, ROUND_ROBIN, EXPRESSION)
            .defaultValue(KEY_HASH)
            .build();
    static final PropertyDescriptor PARTITION = field("Partition")
            .description("Number of the partition, from 0, for all records of a flow file. Example: ${shop.partition}")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.FLOWFILE_ATTRIBUTES)
            .addValidator(Checks.PARTITION)
            .dependsOn(PARTITIONER, EXPRESSION)
            .build();
    static final PropertyDescriptor COMPRESSION = field("Compression")
            .description("How batches of records are compressed. lz4 and zstd cost little and save most.")
            .required(true)
            .allowableValues("none", "gzip", "snappy", "lz4", "zstd")
            .defaultValue("none")
            .build();
    static final PropertyDescriptor TRANSACTIONS = field("Transactions")
            .description(
                    "Batch: one transaction for all flow files that a task takes: exactly once, fastest. Flow File:"
                            + " one each: exactly once, and none waits for another. None: at least once;"
                            + " idempotent, but flow files that are replayed after a crash are sent again.")
            .required(true)
            .allowableValues(PER_BATCH, PER_FLOW_FILE, NONE)
            .defaultValue(PER_BATCH)
            .build();
    static final PropertyDescriptor PREFIX = field("Transactional Id Prefix")
            .description(
                    "Names this processor among all that publish to this cluster, the same on all nodes: begins its"
                            + " transactional ids, and keys its progress. No two processors may share it. Empty:"
                            + " 'nifi-' and the processor's id. Set it where the flow may be imported anew, since"
                            + " that gives a new id, and replays from before would not be recognised. Example:"
                            + " shop-prices")
            .expressionLanguageSupported(Variables.SCOPE)
            .addValidator(Checks.evaluated(Checks.IDENTIFIER))
            .dependsOn(TRANSACTIONS, PER_BATCH, PER_FLOW_FILE)
            .build();
    static final PropertyDescriptor NODE_ID = field("Node Id")
            .description("Names this NiFi among those that run this flow; must stay the same over restarts, and no two"
                    + " nodes may share it. Where hosts change their names, give a variable that doesn't change."
                    + " Example: ${hostname()} or ${NODE_ID}")
            .required(true)
            .expressionLanguageSupported(Variables.SCOPE)
            .defaultValue("${hostname()}")
            .addValidator(Checks.evaluated(Checks.IDENTIFIER))
            .dependsOn(TRANSACTIONS, PER_BATCH, PER_FLOW_FILE)
            .build();
    static final PropertyDescriptor PROGRESS_TOPIC = field("Progress Topic")
            .description("The compacted topic that holds which ranges of which source were published. Created if absent"
                    + " and allowed.")
            .required(true)
            .defaultValue("stream_progress")
            .addValidator(Checks.TOPIC)
            .dependsOn(TRANSACTIONS, PER_BATCH, PER_FLOW_FILE)
            .build();
    static final PropertyDescriptor PROGRESS_RETENTION = field("Progress Retention")
            .description(
                    "How long a source that brings nothing new is remembered: longer than a flow file may stay queued"
                            + " before this processor. At least a minute. Example: 7 days")
            .required(true)
            .defaultValue("7 days")
            .addValidator(Checks.AT_LEAST_A_MINUTE)
            .dependsOn(TRANSACTIONS, PER_BATCH, PER_FLOW_FILE)
            .build();
    static final PropertyDescriptor MAX_FLOW_FILES = field("Max Flow Files per Transaction")
            .description("Most flow files that a task takes at once. Example: 500")
            .required(true)
            .defaultValue("500")
            .addValidator(Checks.POSITIVE_NUMBER)
            .build();
    static final PropertyDescriptor MAX_BYTES = field("Max Bytes per Transaction")
            .description(
                    "A task takes no further flow file once it has this much; a larger one goes alone. Keep it to what"
                            + " the cluster takes in well under the transaction timeout (2 minutes). Example: 64 MB")
            .required(true)
            .defaultValue("64 MB")
            .addValidator(Checks.DATA_SIZE)
            .build();
    static final PropertyDescriptor MAX_REQUEST = field("Max Request Size")
            .description("Largest record, and request, that is sent; larger records go to failure. The topic's"
                    + " max.message.bytes must allow it. Example: 1 MB")
            .required(true)
            .defaultValue("1 MB")
            .addValidator(Checks.DATA_SIZE)
            .build();
    static final PropertyDescriptor DELIVERY_TIMEOUT = field("Delivery Timeout")
            .description(
                    "How long a record may take to be acknowledged, retries included, before its flow file goes back"
                            + " into the queue. At least a second, and longer than request.timeout.ms and linger.ms of"
                            + " the connection together, if it sets them. Example: 30 sec")
            .required(true)
            .defaultValue("30 sec")
            .addValidator(Checks.AT_LEAST_A_SECOND)
            .build();

    static final List<PropertyDescriptor> ALL = List.of(
            CONNECTION,
            TOPIC,
            TOPIC_PATIENCE,
            MODE,
            FORMAT,
            READER,
            WRITER,
            DEMARCATOR,
            KEY_FIELD,
            KEY,
            HEADERS,
            ORIGIN_HEADERS,
            PARTITIONER,
            PARTITION,
            COMPRESSION,
            TRANSACTIONS,
            PREFIX,
            NODE_ID,
            PROGRESS_TOPIC,
            PROGRESS_RETENTION,
            MAX_FLOW_FILES,
            MAX_BYTES,
            MAX_REQUEST,
            DELIVERY_TIMEOUT);

    private PublishKafkaStreamProperties() {}

    private static PropertyDescriptor.Builder field(String name) {
        return new PropertyDescriptor.Builder().name(name).displayName(name);
    }
}
