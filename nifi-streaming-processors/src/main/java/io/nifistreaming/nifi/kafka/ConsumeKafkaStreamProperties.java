package io.nifistreaming.nifi.kafka;

import java.util.List;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.serialization.RecordReaderFactory;
import org.apache.nifi.serialization.RecordSetWriterFactory;

/** What {@link ConsumeKafkaStream} can be told. {@link ConsumePlan} reads it, once. */
final class ConsumeKafkaStreamProperties {
    static final String NAMES = "Names";
    static final String PATTERN = "Pattern";
    static final String EARLIEST = "Earliest";
    static final String LATEST = "Latest";
    static final String FAIL = "Fail";
    static final String COMMITTED = "read_committed";
    static final String UNCOMMITTED = "read_uncommitted";
    static final String STATIC = "Static";
    static final String DYNAMIC = "Dynamic";
    static final String RAW = "Raw";
    static final String JSON = "Json";
    static final String RECORD = "Record";
    static final String ADD = "Add";
    static final String NONE = "None";
    static final String UTF_8 = "UTF-8";
    static final String HEX = "Hex";

    static final PropertyDescriptor CONNECTION = field("Kafka Connection")
            .description("The service that knows how to reach the cluster.")
            .required(true)
            .identifiesControllerService(KafkaConnectionService.class)
            .build();
    static final PropertyDescriptor SELECTION = field("Topic Selection")
            .description("Names: the topics that Topic Names lists. Pattern: all topics whose whole name matches Topic"
                    + " Pattern, also those that are created later.")
            .required(true)
            .allowableValues(NAMES, PATTERN)
            .defaultValue(NAMES)
            .build();
    static final PropertyDescriptor TOPICS = field("Topic Names")
            .description("Topics, with commas between several. Example: competitor_prices, pos_logs")
            .required(true)
            .expressionLanguageSupported(Variables.SCOPE)
            .addValidator(Checks.evaluated(ConsumeChecks.TOPICS))
            .dependsOn(SELECTION, NAMES)
            .build();
    static final PropertyDescriptor TOPIC_PATTERN = field("Topic Pattern")
            .description("Regular expression that the whole name of a topic matches. Topics that come later are found"
                    + " within metadata.max.age.ms of the connection (5 minutes). Example: shop_.*")
            .required(true)
            .addValidator(Checks.REGULAR_EXPRESSION)
            .dependsOn(SELECTION, PATTERN)
            .build();
    static final PropertyDescriptor GROUP = field("Group Id")
            .description("The consumer group: its members share the partitions out among themselves, and Kafka keeps"
                    + " for it how far each partition was delivered. Example: lakehouse-bronze")
            .required(true)
            .expressionLanguageSupported(Variables.SCOPE)
            .addValidator(Checks.evaluated(Checks.IDENTIFIER))
            .build();
    static final PropertyDescriptor START = field("Start Position")
            .description("Where to begin in a partition of which the group has no offset. Earliest: with all that is"
                    + " there. Latest: with what comes from now on. Fail: not at all, and a bulletin says so. Records"
                    + " that retention deleted before they were read are told in a bulletin; with Fail their partition"
                    + " then waits for a person.")
            .required(true)
            .allowableValues(EARLIEST, LATEST, FAIL)
            .defaultValue(EARLIEST)
            .build();
    static final PropertyDescriptor RESET = field("Reset to Timestamp")
            .description("Begins once with the first record of that time or later in each partition, whatever the"
                    + " group's offset. Kafka keeps beside the offset that it was done, so that a restart doesn't"
                    + " repeat it; another timestamp does. Clear it before offsets are moved by hand. Example:"
                    + " 2026-11-24T06:00:00Z")
            .addValidator(ConsumeChecks.TIMESTAMP)
            .build();
    static final PropertyDescriptor ISOLATION = field("Isolation Level")
            .description("read_committed: records of committed transactions, and those without one. read_uncommitted:"
                    + " also those of open and aborted transactions.")
            .required(true)
            .allowableValues(COMMITTED, UNCOMMITTED)
            .defaultValue(COMMITTED)
            .build();
    static final PropertyDescriptor MEMBERSHIP = field("Membership")
            .description("Static: each task is the same member after a restart, so that a restart within the"
                    + " session.timeout.ms of the connection (45 sec) moves no partition; while NiFi is stopped, its"
                    + " partitions wait that long for other members. Dynamic: members leave at once, and partitions"
                    + " move with each stop and start.")
            .required(true)
            .allowableValues(STATIC, DYNAMIC)
            .defaultValue(STATIC)
            .build();
    static final PropertyDescriptor NODE_ID = field("Node Id")
            .description("Names this NiFi among those that run this flow; must stay the same over restarts, and no two"
                    + " nodes may share it. Example: ${hostname()} or ${NODE_ID}")
            .required(true)
            .expressionLanguageSupported(Variables.SCOPE)
            .defaultValue("${hostname()}")
            .addValidator(Checks.evaluated(Checks.IDENTIFIER))
            .dependsOn(MEMBERSHIP, STATIC)
            .build();
    static final PropertyDescriptor MODE = field("Consume Mode")
            .description("Raw: values as they are, one a flow file, or many with a demarcator between them. Record:"
                    + " values are read by a record reader, and written together by a record writer. Json: values are"
                    + " JSON objects, or become one, and are written as lines of JSON: checked, not parsed, so many"
                    + " times faster than Record, and numbers stay exact.")
            .required(true)
            .allowableValues(RAW, JSON, RECORD)
            .defaultValue(RAW)
            .build();
    static final PropertyDescriptor DEMARCATOR = field("Message Demarcator")
            .description("Text (UTF-8) between the values in a flow file; press Shift+Enter for a line feed. Without"
                    + " it, each Kafka record becomes a flow file of its own, with its key and headers.")
            .addValidator(Checks.NOT_EMPTY)
            .dependsOn(MODE, RAW)
            .build();
    static final PropertyDescriptor VALUE_FIELD = field("Value Field")
            .description("Puts the whole value as text (UTF-8) into this field of a JSON object, whatever it is: for"
                    + " plain text, or to keep a topic raw. Without it, values have to be JSON objects, and what is"
                    + " none goes to parse.failure. Example: value")
            .addValidator(ConsumeChecks.FIELD_PREFIX)
            .dependsOn(MODE, JSON)
            .build();
    static final PropertyDescriptor READER = field("Record Reader")
            .description("Reads the value of each Kafka record, which may hold several records.")
            .required(true)
            .identifiesControllerService(RecordReaderFactory.class)
            .dependsOn(MODE, RECORD)
            .build();
    static final PropertyDescriptor WRITER = field("Record Writer")
            .description("Writes the records of a flow file. Where it inherits the schema, that is the union of the"
                    + " schemas of its records.")
            .required(true)
            .identifiesControllerService(RecordSetWriterFactory.class)
            .dependsOn(MODE, RECORD)
            .build();
    static final PropertyDescriptor FIELDS = field("Kafka Fields")
            .description("Add: each record gets the fields topic, partition, offset, next_offset (the position after"
                    + " it), timestamp and key, with Kafka Field Prefix before their names. They let a table tell which"
                    + " records of a replayed range it holds, so leave them where rows have to land exactly once.")
            .required(true)
            .allowableValues(ADD, NONE)
            .defaultValue(ADD)
            .dependsOn(MODE, RECORD, JSON)
            .build();
    static final PropertyDescriptor FIELD_PREFIX = field("Kafka Field Prefix")
            .description("What the names of those fields begin with. A field of the same name in the record is"
                    + " replaced. Example: kafka_")
            .required(true)
            .defaultValue("kafka_")
            .addValidator(ConsumeChecks.FIELD_PREFIX)
            .dependsOn(FIELDS, ADD)
            .build();
    static final PropertyDescriptor HEADERS = field("Headers to Attributes")
            .description("Regular expression: headers whose whole name matches become attributes, with kafka.header."
                    + " before their names (UTF-8); of several Kafka records in a flow file those that all have alike."
                    + " Example: shop\\..* or trace-id")
            .addValidator(Checks.REGULAR_EXPRESSION)
            .build();
    static final PropertyDescriptor KEY_ENCODING = field("Key Encoding")
            .description("How keys are written as text, in the attribute kafka.key of flow files with one Kafka record,"
                    + " and in the key field.")
            .required(true)
            .allowableValues(UTF_8, HEX, NONE)
            .defaultValue(UTF_8)
            .build();
    static final PropertyDescriptor MAX_RECORDS = field("Max Records per Flow File")
            .description("Most Kafka records in a flow file, or, where each has its own, in a session. Example: 10000")
            .required(true)
            .defaultValue("10000")
            .addValidator(Checks.POSITIVE_NUMBER)
            .build();
    static final PropertyDescriptor MAX_BYTES = field("Max Size per Flow File")
            .description("Most bytes of keys and values in a flow file; a larger Kafka record comes alone. Held in"
                    + " memory for each partition, up to 64 MB (or this, if it is more) for each task. Example: 4 MB")
            .required(true)
            .defaultValue("4 MB")
            .addValidator(Checks.DATA_SIZE)
            .build();
    static final PropertyDescriptor LINGER = field("Linger")
            .description("How long fewer Kafka records wait for others of their partition. Example: 500 ms, or 10 sec"
                    + " for fewer and larger flow files")
            .required(true)
            .defaultValue("500 ms")
            .addValidator(Checks.TIME_PERIOD_OR_ZERO)
            .build();

    static final List<PropertyDescriptor> ALL = List.of(
            CONNECTION,
            SELECTION,
            TOPICS,
            TOPIC_PATTERN,
            GROUP,
            START,
            RESET,
            ISOLATION,
            MEMBERSHIP,
            NODE_ID,
            MODE,
            DEMARCATOR,
            VALUE_FIELD,
            READER,
            WRITER,
            FIELDS,
            FIELD_PREFIX,
            HEADERS,
            KEY_ENCODING,
            MAX_RECORDS,
            MAX_BYTES,
            LINGER);

    private ConsumeKafkaStreamProperties() {}

    private static PropertyDescriptor.Builder field(String name) {
        return new PropertyDescriptor.Builder().name(name).displayName(name);
    }
}
