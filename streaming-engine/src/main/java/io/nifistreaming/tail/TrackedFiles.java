package io.nifistreaming.tail;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The contents that are tracked, oldest first, by path and by inode. */
final class TrackedFiles {
    private record Inode(long device, long inode) {}

    private final Set<TailedFile> files = new LinkedHashSet<>();
    private final Map<Path, TailedFile> byPath = new HashMap<>();
    private final Map<Inode, TailedFile> byInode = new HashMap<>();

    TrackedFiles(Checkpoints checkpoints, long nowMillis) {
        List<Checkpoint> sorted = new ArrayList<>(checkpoints.all());
        sorted.sort(Comparator.<Checkpoint>comparingInt(one -> one.place().state() == Place.State.LIVE ? 1 : 0)
                .thenComparingLong(one -> one.place().changedMillis())
                .thenComparingLong(one -> one.identity().generation()));
        for (Checkpoint checkpoint : sorted) {
            TailedFile file = new TailedFile(checkpoint, true);
            file.missingSinceMillis = nowMillis;
            add(file);
        }
    }

    Collection<TailedFile> all() {
        return files;
    }

    int size() {
        return files.size();
    }

    Optional<TailedFile> at(Path path) {
        return Optional.ofNullable(byPath.get(path));
    }

    Optional<TailedFile> with(FileStat stat) {
        return Optional.ofNullable(byInode.get(new Inode(stat.device(), stat.inode())));
    }

    void add(TailedFile file) {
        files.add(file);
        index(file);
    }

    void remove(TailedFile file) {
        files.remove(file);
        unindex(file);
    }

    /** Changes where a file is, and keeps it findable. */
    void place(TailedFile file, Place place) {
        unindex(file);
        file.place = place;
        index(file);
    }

    /** The path is free for what else is there; whether the inode goes with the content is to be found out. */
    void displace(TailedFile file, long nowMillis) {
        unindex(file);
        file.goMissing(nowMillis);
        index(file);
    }

    boolean hasId(String id) {
        return files.stream().anyMatch(file -> file.identity.id().equals(id));
    }

    long nextGeneration(String id) {
        long most = -1;
        for (TailedFile file : files) {
            if (file.identity.id().equals(id)) {
                most = Math.max(most, file.identity.generation());
            }
        }
        return most + 1;
    }

    private void index(TailedFile file) {
        Place.State state = file.place.state();
        boolean there = state != Place.State.MISSING && state != Place.State.GONE;
        if (there) {
            byPath.put(file.place.path(), file);
        }
        if (state != Place.State.GONE && file.place.hasInode()) {
            byInode.put(new Inode(file.place.device(), file.place.inode()), file);
        }
    }

    private void unindex(TailedFile file) {
        byPath.remove(file.place.path(), file);
        byInode.remove(new Inode(file.place.device(), file.place.inode()), file);
    }
}
