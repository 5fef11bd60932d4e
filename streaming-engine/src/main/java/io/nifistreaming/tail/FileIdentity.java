package io.nifistreaming.tail;

import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.SourceId;
import java.util.Objects;

/**
 * Which content a checkpoint belongs to. It is saved before the first byte of it goes anywhere, so that no crash gives
 * one content two names, or two contents one.
 *
 * @param id device, inode, birth (or first sight, where there is none) and fingerprint as they were at first sight
 * @param generation counts truncations
 * @param fingerprint of the content by now; nothing beyond it is read before it is full
 */
public record FileIdentity(String id, long generation, Fingerprint fingerprint) {
    public FileIdentity {
        if (id == null || id.isEmpty() || id.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("Not a file id: '" + id + "'");
        }
        Objects.requireNonNull(fingerprint, "fingerprint");
    }

    static FileIdentity firstSeen(FileStat stat, Fingerprint fingerprint, long nowMillis) {
        long birth = stat.birthMillis() > 0 ? stat.birthMillis() : nowMillis;
        String id = inode(stat) + String.format("%x-%016x", Math.max(0, birth), fingerprint.hash());
        return new FileIdentity(id, 0, fingerprint);
    }

    public SourceId source() {
        return new SourceId(OriginKind.FILE, id, generation);
    }

    /** Whether the content was in this file at first sight: one that got its inode later was born after that. */
    boolean isOfFile(FileStat stat) {
        String inode = inode(stat);
        if (!id.startsWith(inode)) {
            return false;
        }
        String birthOrFirstSight = id.substring(inode.length(), id.indexOf('-', inode.length()));
        return stat.birthMillis() <= Long.parseLong(birthOrFirstSight, 16);
    }

    private static String inode(FileStat stat) {
        return String.format("%x-%x-", stat.device(), stat.inode());
    }

    FileIdentity grown(Fingerprint longer) {
        return new FileIdentity(id, generation, longer);
    }

    FileIdentity turned(long next, Fingerprint of) {
        return new FileIdentity(id, next, of);
    }

    FileIdentity renamed(int copy) {
        return new FileIdentity(id + "-" + copy, generation, fingerprint);
    }
}
