package io.nifistreaming.tail;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One content under way: what is confirmed of it, what is read beyond that, and what a look at it showed. */
final class TailedFile {
    /**
     * An outcome that is neither confirmed nor released.
     *
     * @param before where reading began
     * @param next where it goes on
     * @param apply what its confirmation does besides
     */
    record Pending(TailOutcome outcome, Position before, Position next, Runnable apply) {
        boolean isBatch() {
            return outcome instanceof TailOutcome.Batch;
        }
    }

    private static final int STEP = 256;

    final Deque<Pending> pending = new ArrayDeque<>();
    FileIdentity identity;
    Place place;
    /** The name that the log has which its lines belong to; null as long as nobody asked. */
    Path log;
    /** When it was written, as it was seen first: orders the files of a log. */
    final long age;
    /** What it held when it was seen first since the start; the greatest number until then. */
    long backlog = Long.MAX_VALUE;
    /** How long its fingerprint is to become. */
    int most;
    /** Those it had of {@link Fingerprint#MOST} bytes or more: it begins with those bytes for all of its life. */
    final List<Fingerprint> fingerprints = new ArrayList<>(1);
    /** Which names its copies may have, by its place. */
    Kin kin;

    Position confirmed;
    Position read;
    /** Whether its discovery is confirmed. */
    boolean known;

    /** A loss to be reported before anything else. */
    LossDue lossDue;

    LossReport.Cause suspected = LossReport.Cause.GONE_BEFORE_READ;
    /** Why nothing further of it is read, which is to be told before anything else (spool mode). */
    String quarantineDue;
    /** Whether it was told in a checkpoint that it is delivered to its end (spool mode). */
    boolean toComplete;

    /** Whether a file that may be its own has the inode of another that is looked for as well. */
    boolean hasRival;

    FileStat looked;
    /** What counted as an earlier, shorter copy of it, and was written to then: another log, unless it reaches it. */
    FileStat disproved;

    long nextLookMillis = Long.MIN_VALUE;
    long missingSinceMillis;
    long unreadSinceMillis = -1;
    /** Whether something may have changed since the content was verified. */
    boolean unverified = true;
    /** Why the last look at unread bytes brought no record; null if it did, or there was none. */
    Stuck stuck;
    /** The bytes of the fingerprint, where they were seen since the start: they tell copies that are shorter. */
    byte[] beginning = {};
    /** Up to where an over-long record was searched for its end. */
    long scanned;

    TailedFile(Checkpoint checkpoint, boolean known) {
        this.identity = checkpoint.identity();
        this.most = Math.max(Fingerprint.MOST, identity.fingerprint().length());
        this.place = checkpoint.place();
        this.confirmed = checkpoint.position();
        this.read = checkpoint.position();
        this.known = known;
        Written written = place.written();
        this.age = written.isKnown() ? written.millis() : place.changedMillis();
    }

    /** What holds without another look at the same bytes. */
    record Stuck(long size, RecordFramer.Ending ending) {}

    /**
     * A loss that was found and not reported yet.
     *
     * @param first byte that is lost; those up to the last seen size are
     * @param then what becomes of the file when the report is safe
     */
    record LossDue(long first, LossReport.Cause cause, Runnable then) {}

    /** What may be saved. */
    Checkpoint checkpoint() {
        return new Checkpoint(identity, place, confirmed);
    }

    /** What is read so far. */
    Checkpoint reading() {
        return new Checkpoint(identity, place, read);
    }

    boolean isUnread() {
        return read.offset() < place.lastSize();
    }

    /** Whether its place is a copy that ends before what was read. */
    boolean isInShorterCopy() {
        return place.state() == Place.State.ROTATED && place.lastSize() < read.offset();
    }

    /** Whether its turn may come to an outcome. */
    boolean mayTell() {
        return isUnread() || lossDue != null || quarantineDue != null;
    }

    /** Whether more of its beginning is there than it is known by, and is to be known before it is read on. */
    boolean isShort() {
        int length = identity.fingerprint().length();
        long longer = Math.min(most, place.lastSize());
        if (length >= longer) {
            return false;
        }
        // Each step is told and saved, so where others begin alike a file that grows all the time takes large ones.
        boolean all = longer == most;
        boolean alike = Fingerprint.STRETCH * length <= most;
        boolean unread = read.offset() <= length && longer - length >= STEP;
        return length < Fingerprint.MOST || all || alike || unread;
    }

    /** Whether an outcome is out that must be answered before anything else of the file. */
    boolean isResting() {
        return !pending.isEmpty() && !pending.peekLast().isBatch();
    }

    void sees(long size, long nowMillis) {
        if (size > place.lastSize()) {
            place = place.grown(size, nowMillis);
        }
        backlog = Math.min(backlog, place.lastSize());
        if (isUnread() && unreadSinceMillis < 0) {
            unreadSinceMillis = nowMillis;
        }
    }

    /** When the clock went back, what seems to be to come has just been. */
    void notAfter(long nowMillis) {
        if (place.changedMillis() > nowMillis) {
            place = place.grown(place.lastSize(), nowMillis);
        }
        missingSinceMillis = Math.min(missingSinceMillis, nowMillis);
        unreadSinceMillis = Math.min(unreadSinceMillis, nowMillis);
    }

    void advance(Position to) {
        read = to;
        stuck = null;
        scanned = 0;
        unreadSinceMillis = -1;
    }

    /** Its path has other content, or none. */
    void goMissing(long nowMillis) {
        place = place.in(Place.State.MISSING, nowMillis);
        missingSinceMillis = nowMillis;
        unverified = true;
        stuck = null;
    }
}
