package io.nifistreaming.tail;

import java.nio.file.Path;

/** What becomes of a file of the spool once all of it is delivered. */
public sealed interface Completion {
    /** It gets a suffix, such as {@code .COMPLETED}; files with it are not read. */
    record Suffix(String suffix) implements Completion {
        public Suffix {
            if (suffix.isEmpty() || suffix.indexOf('/') >= 0) {
                throw new IllegalArgumentException("Not a suffix of a file name: '" + suffix + "'");
            }
        }
    }

    /** It is moved to a directory, which must exist on the same file system. */
    record Move(Path directory) implements Completion {}

    /** It is deleted. */
    record Delete() implements Completion {}
}
