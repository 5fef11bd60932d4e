package io.nifistreaming.tail;

import java.nio.file.Path;
import java.util.Objects;

/**
 * An entry of a directory.
 *
 * @param directory whether it is one itself; false for a symbolic link, whatever it points to
 */
public record Listed(Path path, boolean directory) {
    public Listed {
        Objects.requireNonNull(path, "path");
    }
}
