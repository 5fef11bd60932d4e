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

        /** Whether no file that is looked for there has another ending, as far as patterns tell without wildcards. */
        boolean hides(TailRoot root) {
            return suffix.chars().noneMatch(letter -> "*?[]{},\\".indexOf(letter) >= 0)
                    && root.include().stream().allMatch(glob -> glob.endsWith(suffix));
        }
    }

    /** It is moved to a directory, which must exist on the same file system; nothing below that is read. */
    record Move(Path directory) implements Completion {
        public Move {
            if (!directory.isAbsolute()) {
                throw new IllegalArgumentException(
                        "Completed Directory must be an absolute path, and '" + directory + "' is none");
            }
            directory = directory.normalize();
        }

        /** Whether it would hide a directory in which files are to be found. */
        boolean hides(TailRoot root) {
            return root.base().startsWith(directory);
        }
    }

    /** It is deleted. */
    record Delete() implements Completion {}
}
