package io.nifistreaming.nifi.delta;

import java.util.List;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.Validator;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.util.StandardValidators;
import org.apache.nifi.serialization.RecordReaderFactory;

/** What a user of {@link PutDeltaTable} fills in. */
final class PutDeltaTableProperties {
    static final String REFUSE = "Refuse";
    static final String ADD_COLUMNS = "Add Columns";
    static final String WAIT = "Wait";
    static final String TAKE = "Write and Record Hole";
    static final String APPEND = "Append";
    static final String MERGE = "Merge";
    static final String LAST_WINS = "Last Wins";
    static final String REJECT = "Reject";

    static final PropertyDescriptor PATH = field("Table Path")
            .description("Where the table lies: a directory, or a URI that Hadoop knows. From attributes, one processor"
                    + " writes to many tables. Example: /data/lake/bronze/${kafka.topic}")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.FLOWFILE_ATTRIBUTES)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();
    static final PropertyDescriptor READER = field("Record Reader")
            .description("Reads the records. Their fields become columns, by name.")
            .required(true)
            .identifiesControllerService(RecordReaderFactory.class)
            .build();
    static final PropertyDescriptor WRITE_MODE = field("Write Mode")
            .description(
                    "Append: each record becomes a row. Merge: a record replaces the row with its keys, deletes it,"
                            + " or is added; data files with such rows are written anew.")
            .required(true)
            .allowableValues(APPEND, MERGE)
            .defaultValue(APPEND)
            .build();
    static final PropertyDescriptor MERGE_KEYS = field("Merge Keys")
            .description("Fields whose values together name a row, with commas between them; the one that narrows down"
                    + " most first. A record without one of them is invalid. Example: sku, competitor")
            .required(true)
            .expressionLanguageSupported(ExpressionLanguageScope.FLOWFILE_ATTRIBUTES)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .dependsOn(WRITE_MODE, MERGE)
            .build();
    static final PropertyDescriptor SEQUENCE = field("Sequence Field")
            .description("Tells which of two records with the same keys is newer: the greater one, so that late"
                    + " records change nothing, and what comes twice counts once. A record without it is invalid. If"
                    + " it is not set, whatever comes later is newer. Example: observed_at")
            .expressionLanguageSupported(ExpressionLanguageScope.FLOWFILE_ATTRIBUTES)
            .addValidator(Validator.VALID)
            .dependsOn(WRITE_MODE, MERGE)
            .build();
    static final PropertyDescriptor TIES = field("Equally New Records")
            .description("What becomes of records with the same keys of which none is newer, and which differ. Last"
                    + " Wins: the one that comes last in its origin. Reject: the first one stays; others of the same"
                    + " version go to invalid, and with a sequence those that come later have no effect.")
            .required(true)
            .allowableValues(LAST_WINS, REJECT)
            .defaultValue(LAST_WINS)
            .dependsOn(WRITE_MODE, MERGE)
            .build();
    static final PropertyDescriptor DELETE_FIELD = field("Delete Field")
            .description("A field that tells that the row with the record's keys is to be deleted. It becomes no"
                    + " column. If it is not set, nothing is deleted. Example: op")
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .dependsOn(WRITE_MODE, MERGE)
            .build();
    static final PropertyDescriptor DELETE_VALUES = field("Delete Values")
            .description("Values of Delete Field that say so, with commas between them, whatever their case. Example:"
                    + " d, delete")
            .required(true)
            .defaultValue("d, delete, true")
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .dependsOn(WRITE_MODE, MERGE)
            .build();
    static final PropertyDescriptor SOFT_DELETE = field("Soft Delete Column")
            .description("A boolean column that is true in deleted rows, which then stay, as does their sequence: so"
                    + " late records don't bring them back to life. If it is not set, deleted rows are gone. Example:"
                    + " deleted")
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .dependsOn(WRITE_MODE, MERGE)
            .build();
    static final PropertyDescriptor KEY_MEMORY = field("Key Memory")
            .description("Memory that the keys of one version may take, per task; about 100 bytes each. If more are"
                    + " queued, the version takes fewer flow files; one whose keys don't fit alone goes to invalid."
                    + " Example: 256 MB")
            .required(true)
            .defaultValue("256 MB")
            .addValidator(StandardValidators.DATA_SIZE_VALIDATOR)
            .dependsOn(WRITE_MODE, MERGE)
            .build();
    static final PropertyDescriptor CREATE = field("Create Table")
            .description("Whether a table that does not exist is made, with the columns of the first records.")
            .required(true)
            .allowableValues("true", "false")
            .defaultValue("true")
            .build();
    static final PropertyDescriptor PARTITION_COLUMNS = field("Partition Columns")
            .description("Columns that partition a table that is made, with commas between them; few values each. An"
                    + " existing table keeps its own. Example: day")
            .expressionLanguageSupported(ExpressionLanguageScope.FLOWFILE_ATTRIBUTES)
            .addValidator(Validator.VALID)
            .dependsOn(CREATE, "true")
            .build();
    static final PropertyDescriptor TABLE_PROPERTIES = field("Table Properties")
            .description(
                    "Properties of a table that is made: name = value, with commas or on lines of their own. Delta's"
                            + " are delta.checkpointInterval (versions between checkpoints, 10 if not set),"
                            + " delta.logRetentionDuration, delta.deletedFileRetentionDuration (times),"
                            + " delta.enableExpiredLogCleanup and delta.appendOnly (true or false); others may have any"
                            + " name without that prefix. An existing table keeps its own. Example:"
                            + " delta.checkpointInterval = 20, delta.logRetentionDuration = interval 7 days")
            .addValidator((subject, input, context) -> new ValidationResult.Builder()
                    .subject(subject)
                    .input(input)
                    .valid(TableSettings.problem(input).isEmpty())
                    .explanation(TableSettings.problem(input).orElse(""))
                    .build())
            .dependsOn(CREATE, "true")
            .build();
    static final PropertyDescriptor EVOLUTION = field("Schema Evolution")
            .description("What becomes of fields that the table has no column for. Add Columns: they become columns"
                    + " that may be null, at the end. Refuse: the flow file goes to invalid. A column's type never"
                    + " changes.")
            .required(true)
            .allowableValues(ADD_COLUMNS, REFUSE)
            .defaultValue(ADD_COLUMNS)
            .build();
    static final PropertyDescriptor EARLY = field("Early Ranges")
            .description("What becomes of a range of a Kafka partition that comes before the one before it. Wait: it"
                    + " stays queued. Write and Record Hole: it is written, and what fills the hole later counts as a"
                    + " duplicate; the hole is told in gap.")
            .required(true)
            .allowableValues(WAIT, TAKE)
            .defaultValue(WAIT)
            .build();
    static final PropertyDescriptor COMPRESSION = field("Compression")
            .description("How the data files are compressed.")
            .required(true)
            .allowableValues("ZSTD", "SNAPPY", "NONE")
            .defaultValue("ZSTD")
            .build();
    static final PropertyDescriptor FILE_SIZE = field("Target File Size")
            .description("After which a data file is closed and the next begun. Example: 128 MB")
            .required(true)
            .defaultValue("128 MB")
            .addValidator(StandardValidators.DATA_SIZE_VALIDATOR)
            .build();
    static final PropertyDescriptor MEMORY = field("Write Buffer")
            .description("Memory that the open data files of a task may take together. Example: 128 MB")
            .required(true)
            .defaultValue("128 MB")
            .addValidator(StandardValidators.DATA_SIZE_VALIDATOR)
            .build();
    static final PropertyDescriptor MAX_FLOW_FILES = field("Max Flow Files per Commit")
            .description("Most flow files that become one version of the table. Example: 1000")
            .required(true)
            .defaultValue("1000")
            .addValidator(StandardValidators.createLongValidator(1, 10_000, true))
            .build();
    static final PropertyDescriptor MAX_BYTES = field("Max Bytes per Commit")
            .description("No further flow file is taken into a version after so many bytes. Example: 256 MB")
            .required(true)
            .defaultValue("256 MB")
            .addValidator(StandardValidators.DATA_SIZE_VALIDATOR)
            .build();
    static final PropertyDescriptor MAX_AGE = field("Max Age before Commit")
            .description("A version is written once the oldest flow file has been queued for so long, or enough for a"
                    + " whole version is queued: the fewer versions, the fewer and larger files. Example: 5 sec")
            .required(true)
            .defaultValue("5 sec")
            .addValidator(StandardValidators.TIME_PERIOD_VALIDATOR)
            .build();
    static final List<PropertyDescriptor> ALL = List.of(
            PATH,
            READER,
            WRITE_MODE,
            MERGE_KEYS,
            SEQUENCE,
            TIES,
            DELETE_FIELD,
            DELETE_VALUES,
            SOFT_DELETE,
            KEY_MEMORY,
            CREATE,
            PARTITION_COLUMNS,
            TABLE_PROPERTIES,
            EVOLUTION,
            EARLY,
            COMPRESSION,
            FILE_SIZE,
            MEMORY,
            MAX_FLOW_FILES,
            MAX_BYTES,
            MAX_AGE,
            TableProperties.HADOOP_RESOURCES);

    private PutDeltaTableProperties() {}

    private static PropertyDescriptor.Builder field(String name) {
        return new PropertyDescriptor.Builder().name(name).displayName(name);
    }
}
