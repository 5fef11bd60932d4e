package io.nifistreaming.tail;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a content was seen last. Observed, not earned: it stays when batches are released.
 *
 * @param name its path at first sight, which it keeps through rotations
 * @param path where it is by now
 * @param lastSize the most bytes of the content that were seen
 * @param changedMillis when that changed, by the tailer's clock
 * @param written what its file told of it, by the clock of the file system
 */
public record Place(
        Path name,
        Path path,
        Form form,
        State state,
        long device,
        long inode,
        long birthMillis,
        long lastSize,
        long changedMillis,
        Written written) {
    /** The inode of what has none any more. */
    static final long NO_INODE = -1;

    /** How far the life of a content has come. */
    public enum State {
        /** Under its own name. */
        LIVE,
        /** Under another name, or in a copy or compressed successor. */
        ROTATED,
        /** Its name is gone or has other content; being looked for. */
        MISSING,
        /** Delivered to its end, and to be completed (spool mode). */
        DONE,
        /** No more; kept for a while to recognise late copies. */
        GONE,
        /** Changed after it was picked up; not read any more (spool mode). */
        QUARANTINED
    }

    public Place {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(written, "written");
    }

    static Place firstSeen(Path path, FileStat stat, long size, long nowMillis) {
        return new Place(
                path,
                path,
                Form.of(path),
                State.LIVE,
                stat.device(),
                stat.inode(),
                stat.birthMillis(),
                size,
                nowMillis,
                Written.UNKNOWN);
    }

    Place in(State next, long nowMillis) {
        return new Place(name, path, form, next, device, inode, birthMillis, lastSize, nowMillis, written);
    }

    Place grown(long size, long nowMillis) {
        return new Place(name, path, form, state, device, inode, birthMillis, size, nowMillis, written);
    }

    /** Its file has so much of the content, and was modified then. */
    Place told(long size, long modifiedMillis) {
        Written longer = written.grown(size, modifiedMillis);
        return longer.equals(written)
                ? this
                : new Place(name, path, form, state, device, inode, birthMillis, lastSize, changedMillis, longer);
    }

    Place born(long millis) {
        return new Place(name, path, form, state, device, inode, millis, lastSize, changedMillis, written);
    }

    /** Found under another name than it was written under. */
    Place rotatedFrom(Path original) {
        return new Place(
                original, path, form, State.ROTATED, device, inode, birthMillis, lastSize, changedMillis, written);
    }

    Place withoutInode() {
        return new Place(name, path, form, state, device, NO_INODE, 0, lastSize, changedMillis, written);
    }

    /** The same content found at another path. */
    Place at(Path found, FileStat stat, long size, long nowMillis) {
        State next = found.equals(name) ? State.LIVE : State.ROTATED;
        Form there = Form.of(found);
        Written then = there == Form.PLAIN ? written : written.grown(size, stat.modifiedMillis());
        return new Place(
                name, found, there, next, stat.device(), stat.inode(), stat.birthMillis(), size, nowMillis, then);
    }

    boolean hasInode() {
        return inode != NO_INODE;
    }

    /** Whether these may be of one file: inodes are given away again, and birth times tell where there are any. */
    boolean isInode(FileStat stat) {
        return device == stat.device()
                && inode == stat.inode()
                && (birthMillis == 0 || stat.birthMillis() == 0 || birthMillis == stat.birthMillis());
    }

    boolean isRead() {
        return state == State.LIVE || state == State.ROTATED || state == State.MISSING;
    }
}
