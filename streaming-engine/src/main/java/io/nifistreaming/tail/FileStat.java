package io.nifistreaming.tail;

import java.util.Objects;

/**
 * What the file system says of a file at one moment.
 *
 * @param device and
 * @param inode name the file among those that exist now; numbers of deleted files are given away again
 * @param birthMillis when it was created; 0 where the file system doesn't say
 * @param size in bytes
 * @param modifiedMillis when it was last written
 */
public record FileStat(long device, long inode, long birthMillis, long size, long modifiedMillis, Kind kind) {
    /** What sort of thing has this name. */
    public enum Kind {
        FILE,
        DIRECTORY,
        LINK,
        OTHER
    }

    public FileStat {
        Objects.requireNonNull(kind, "kind");
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }

    /** Whether both are of the same inode (which may have been given to another file in between). */
    public boolean sameInode(FileStat other) {
        return device == other.device && inode == other.inode;
    }
}
