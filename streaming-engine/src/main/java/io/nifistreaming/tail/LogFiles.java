package io.nifistreaming.tail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The disk, as the tail engine sees it. */
public interface LogFiles {
    /**
     * The entries of one directory, in no particular order.
     *
     * @throws java.nio.file.NoSuchFileException if it is absent
     * @throws java.nio.file.NotDirectoryException if it is something else
     */
    List<Listed> list(Path directory) throws IOException;

    /**
     * Of the name itself: a symbolic link is not followed.
     *
     * @throws java.nio.file.NoSuchFileException if it is absent
     */
    FileStat stat(Path file) throws IOException;

    /** Opens for reading; a symbolic link is not followed, but refused. */
    OpenLog open(Path file) throws IOException;

    /** The path without links in it, for judging whether it lies in an allowed directory. */
    Path real(Path file) throws IOException;

    /** Renames; never overwrites. Creates no directories. */
    void move(Path from, Path to) throws IOException;

    void delete(Path file) throws IOException;
}
