package io.nifistreaming.nifi.delta;

import java.util.List;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.util.StandardValidators;

/** What a user of {@link GetDeltaTable} fills in. */
final class GetDeltaTableProperties {
    static final String SNAPSHOT = "Snapshot";
    static final String CHANGES = "Changes";
    static final String FROM_SNAPSHOT = "Snapshot";
    static final String FROM_BEGINNING = "Beginning";
    static final String FROM_NOW = "Now";
    static final String FROM_VERSION = "Version";

    static final PropertyDescriptor READ = TableProperties.field("Read")
            .description(
                    "Snapshot: all rows of a version, for each flow file that comes or by the schedule. Changes: the"
                            + " rows that each version brings, once, as a stream that goes on where it stopped.")
            .required(true)
            .allowableValues(SNAPSHOT, CHANGES)
            .defaultValue(SNAPSHOT)
            .build();
    static final PropertyDescriptor VERSION = TimeProperties.version(
                    "The version that is read; the newest if neither Version nor Timestamp has a value. Example: 17")
            .dependsOn(READ, SNAPSHOT)
            .build();
    static final PropertyDescriptor TIMESTAMP = TimeProperties.timestamp(
                    "The table as it was then, if there is no Version. Example: 2026-11-24T10:15:00Z")
            .dependsOn(READ, SNAPSHOT)
            .build();
    static final PropertyDescriptor START = TableProperties.field("Start At")
            .description(
                    "Where a stream begins that has no state yet. Snapshot: all rows of the newest version, then the"
                            + " changes after it. Beginning: version 0. Now: what comes from now on. Version: Start"
                            + " Version.")
            .required(true)
            .allowableValues(FROM_SNAPSHOT, FROM_BEGINNING, FROM_NOW, FROM_VERSION)
            .defaultValue(FROM_SNAPSHOT)
            .dependsOn(READ, CHANGES)
            .build();
    static final PropertyDescriptor START_VERSION = TableProperties.field("Start Version")
            .description("The first version whose changes are read. Example: 17")
            .required(true)
            .addValidator(StandardValidators.NON_NEGATIVE_INTEGER_VALIDATOR)
            .dependsOn(START, FROM_VERSION)
            .build();
    static final PropertyDescriptor REMOVALS = TableProperties.field("Versions that Remove Rows")
            .description("What becomes of a version that takes rows away (merge, delete, overwrite, restore), of which"
                    + " the table keeps no changes. Fail: the stream stops before it and tells. Skip: it is passed"
                    + " over."
                    + " Difference: the files that it took away and those that it brought are compared; each record"
                    + " then has a field _change_type: insert, delete, update_preimage or update_postimage.")
            .required(true)
            .allowableValues("Fail", "Skip", "Difference")
            .defaultValue("Fail")
            .dependsOn(READ, CHANGES)
            .build();
    static final PropertyDescriptor KEYS = TableProperties.field("Key Columns")
            .description("Columns that tell rows apart, with commas between them: rows that went and came with the same"
                    + " key are told as an update. Example: competitor, sku")
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .dependsOn(REMOVALS, "Difference")
            .build();
    static final PropertyDescriptor COLUMNS = TableProperties.field("Columns")
            .description("The columns that are read, with commas between them; all if it is empty. Example: sku, price")
            .expressionLanguageSupported(ExpressionLanguageScope.FLOWFILE_ATTRIBUTES)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();
    static final PropertyDescriptor FILTER = TableProperties.field("Row Filter")
            .description("Which rows are read, in the words of SQL: =, <>, <, <=, >, >=, IN, BETWEEN, IS NULL, AND, OR,"
                    + " NOT. Files that can't hold such rows are not opened."
                    + " Example: price >= 10 AND day = '2026-11-24'")
            .expressionLanguageSupported(ExpressionLanguageScope.FLOWFILE_ATTRIBUTES)
            .addValidator(TableChecks.filter())
            .build();
    static final PropertyDescriptor MOST_ROWS = TableProperties.field("Max Rows per Flow File")
            .description("After so many rows the next flow file begins. Example: 100000")
            .required(true)
            .defaultValue("100000")
            .addValidator(StandardValidators.POSITIVE_INTEGER_VALIDATOR)
            .build();
    static final PropertyDescriptor MOST_VERSIONS = TableProperties.field("Max Versions per Run")
            .description("So many versions are read before their flow files are handed over and the state moves."
                    + " Example: 10")
            .required(true)
            .defaultValue("10")
            .addValidator(StandardValidators.POSITIVE_INTEGER_VALIDATOR)
            .dependsOn(READ, CHANGES)
            .build();

    static final List<PropertyDescriptor> ALL = List.of(
            TableProperties.PATH,
            READ,
            VERSION,
            TIMESTAMP,
            START,
            START_VERSION,
            REMOVALS,
            KEYS,
            COLUMNS,
            FILTER,
            MOST_ROWS,
            MOST_VERSIONS,
            TableProperties.WRITER,
            TableProperties.HADOOP_RESOURCES);

    private GetDeltaTableProperties() {}
}
