package io.nifistreaming.nifi.tail;

import io.nifistreaming.nifi.kafka.Variables;
import io.nifistreaming.tail.TailRoot;
import java.util.List;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.processor.util.StandardValidators;

/** What can be configured about which files are read, how far, and what becomes of them. */
final class TailProperties {
    static final String TAIL = "Tail";
    static final String SPOOL = "Spool";
    static final String BEGINNING = "Beginning";
    static final String END = "End";
    static final String RENAME = "Rename";
    static final String MOVE = "Move";
    static final String DELETE = "Delete";
    static final String WHOLE = "Send Whole to oversize";
    static final String CUT = "Cut and Mark";

    static final PropertyDescriptor MODE = field("Mode")
            .description("Tail: files that grow and are rotated. Spool: files that are complete when they appear, and"
                    + " are renamed, moved or deleted once they are delivered.")
            .required(true)
            .allowableValues(TAIL, SPOOL)
            .defaultValue(TAIL)
            .build();
    static final PropertyDescriptor FILES = field("Files")
            .description("Absolute patterns of the files to read, with commas or line ends between them:"
                    + " /var/log/pos_app/*.log, /var/log/nginx/**/access.log. * stands for anything within a name, **"
                    + " for any directories, {a,b} for either. The directory before the first wildcard is watched, and"
                    + " rotated files are found in it under whatever name they have.")
            .required(true)
            .expressionLanguageSupported(Variables.SCOPE)
            .addValidator(TailChecks.evaluated(text -> FilePatterns.parse(text).forEach(TailRoot::parse)))
            .build();
    static final PropertyDescriptor EXCLUDE = field("Exclude")
            .description("Patterns of names, or of paths below the watched directory, that are not read, with commas or"
                    + " line ends between them: *.tmp, archive/**")
            .expressionLanguageSupported(Variables.SCOPE)
            .addValidator(TailChecks.evaluated(FilePatterns::parse))
            .build();
    static final PropertyDescriptor START = field("Start Position")
            .description("Where files begin that are there at the very first start. Files that appear later are read"
                    + " from their beginning, and known ones from their checkpoint.")
            .required(true)
            .allowableValues(BEGINNING, END)
            .defaultValue(BEGINNING)
            .dependsOn(MODE, TAIL)
            .build();
    static final PropertyDescriptor MAX_LINES = field("Max Lines per Flow File")
            .description("The most lines, or events of several lines, in one flow file. Example: 10000")
            .required(true)
            .defaultValue("100000")
            .addValidator(StandardValidators.POSITIVE_INTEGER_VALIDATOR)
            .build();
    static final PropertyDescriptor MAX_BYTES = size("Max Flow File Size", "1 MB")
            .description("A flow file is complete when it has this size; one line may exceed it. With lines parsed, or"
                    + " events of several lines, as much is held in memory. Example: 16 MB")
            .build();
    static final PropertyDescriptor LINGER = time("Linger", "500 ms")
            .description("How long lines wait for others, so that a slowly growing file does not become many small flow"
                    + " files. 0 ms to send at once.")
            .build();
    static final PropertyDescriptor MAX_LINE = size("Max Line Size", "1 MB")
            .description("A line that is longer is over-long. Example: 64 KB")
            .build();
    static final PropertyDescriptor OVERLONG = field("Over-long Lines")
            .description("What becomes of them: whole to oversize, in a flow file of their own, or cut to the maximum"
                    + " size and marked with the attribute tail.truncated, in a flow file of their own on success.")
            .required(true)
            .allowableValues(WHOLE, CUT)
            .defaultValue(WHOLE)
            .build();
    static final PropertyDescriptor ROTATION_LINGER = time("Rotation Linger", "5 sec")
            .description("How long a rotated file is watched after its last change before its last line counts as"
                    + " complete even without a line end, and how long a vanished file is looked for before its unread"
                    + " bytes are reported as lost.")
            .dependsOn(MODE, TAIL)
            .build();
    static final PropertyDescriptor RETENTION = time("Forget After", "7 days")
            .description("How long files that are gone stay in the state, to recognise late copies of them, such as"
                    + " compressed ones.")
            .build();
    static final PropertyDescriptor MAX_FILES = field("Max Tracked Files")
            .description(
                    "The most files in the state. Beyond that, those that have been gone for longest are forgotten;"
                            + " where none is gone, new ones wait, and a bulletin says so.")
            .required(true)
            .defaultValue("10000")
            .addValidator(StandardValidators.POSITIVE_INTEGER_VALIDATOR)
            .build();
    static final PropertyDescriptor FOLLOW_LINKS = field("Follow Links")
            .description("Whether symbolic links are followed. Even then only files below the watched directories are"
                    + " read.")
            .required(true)
            .allowableValues("true", "false")
            .defaultValue("false")
            .build();
    static final PropertyDescriptor COMPLETION = field("After Delivery")
            .description("What becomes of a file once all of it is delivered.")
            .required(true)
            .allowableValues(RENAME, MOVE, DELETE)
            .defaultValue(RENAME)
            .dependsOn(MODE, SPOOL)
            .build();
    static final PropertyDescriptor SUFFIX = field("Completed Suffix")
            .description("What is put behind the names of delivered files, which are not read again.")
            .required(true)
            .defaultValue(".COMPLETED")
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .dependsOn(COMPLETION, RENAME)
            .build();
    static final PropertyDescriptor COMPLETED_DIRECTORY = field("Completed Directory")
            .description("Where delivered files are moved to: the absolute path of an existing directory on the same"
                    + " file system. Nothing below it is read. Example: /var/spool/pos/done")
            .required(true)
            .expressionLanguageSupported(Variables.SCOPE)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .dependsOn(COMPLETION, MOVE)
            .build();
    static final PropertyDescriptor SETTLE = time("Settle Time", "1 sec")
            .description("A file counts as complete when it has not changed for so long. One that changes afterwards"
                    + " goes to quarantine.")
            .dependsOn(MODE, SPOOL)
            .build();

    private TailProperties() {}

    /** In the order of the dialog. */
    static List<PropertyDescriptor> all() {
        List<PropertyDescriptor> all = new java.util.ArrayList<>(List.of(
                MODE,
                FILES,
                EXCLUDE,
                START,
                COMPLETION,
                SUFFIX,
                COMPLETED_DIRECTORY,
                SETTLE,
                MAX_LINES,
                MAX_BYTES,
                LINGER,
                MAX_LINE,
                OVERLONG));
        all.addAll(LineProperties.all());
        all.addAll(List.of(ROTATION_LINGER, RETENTION, MAX_FILES, FOLLOW_LINKS));
        return List.copyOf(all);
    }

    static PropertyDescriptor.Builder field(String name) {
        return new PropertyDescriptor.Builder().name(name).displayName(name);
    }

    static PropertyDescriptor.Builder time(String name, String value) {
        return field(name)
                .required(true)
                .defaultValue(value)
                .expressionLanguageSupported(Variables.SCOPE)
                .addValidator(StandardValidators.TIME_PERIOD_VALIDATOR);
    }

    private static PropertyDescriptor.Builder size(String name, String value) {
        return field(name)
                .required(true)
                .defaultValue(value)
                .expressionLanguageSupported(Variables.SCOPE)
                .addValidator(StandardValidators.DATA_SIZE_VALIDATOR);
    }
}
