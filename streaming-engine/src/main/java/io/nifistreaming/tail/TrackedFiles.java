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
    /** What names in a directory, or below it, may begin with. */
    private record Beginning(Path directory, String text) {}

    private final Set<TailedFile> files = new LinkedHashSet<>();
    private final Map<Path, TailedFile> byPath = new HashMap<>();
    private final Map<Inode, TailedFile> byInode = new HashMap<>();
    private final Map<String, Set<TailedFile>> byId = new HashMap<>();
    private final Map<Path, Set<TailedFile>> byName = new HashMap<>();
    private final Map<Beginning, Set<TailedFile>> byBeginning = new HashMap<>();
    /** By what was once known of their beginnings, from {@link Fingerprint#MOST} bytes on. */
    private final Map<Fingerprint, Set<TailedFile>> byFingerprint = new HashMap<>();

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

    /** Whose file this may be. */
    Optional<TailedFile> with(FileStat stat) {
        return Optional.ofNullable(byInode.get(Inode.of(stat))).filter(file -> file.place.isInode(stat));
    }

    void add(TailedFile file) {
        files.add(file);
        put(byId, file.identity.id(), file);
        put(byName, file.place.name(), file);
        tellApart(file);
        index(file);
    }

    /** Its beginning is better known, or worse where it is in a shorter copy. */
    void identify(TailedFile file, FileIdentity identity) {
        file.identity = identity;
        tellApart(file);
    }

    /** Where contents begin alike that are not the same, such as with a long header, more of them is to be hashed. */
    private void tellApart(TailedFile file) {
        Fingerprint fingerprint = file.identity.fingerprint();
        if (fingerprint.length() < Fingerprint.MOST) {
            return;
        }
        file.fingerprints.add(fingerprint);
        put(byFingerprint, fingerprint, file);
        Set<TailedFile> alike = byFingerprint.get(fingerprint);
        if (alike.size() > 1) {
            int longer = Math.min(Fingerprint.STRETCH * fingerprint.length(), Fingerprint.LONGEST);
            alike.forEach(one -> one.most = Math.max(one.most, longer));
        }
        for (TailedFile before : named(file.place.name())) {
            file.most = Math.max(file.most, before.identity.fingerprint().length());
        }
    }

    void remove(TailedFile file) {
        files.remove(file);
        drop(byId, file.identity.id(), file);
        drop(byName, file.place.name(), file);
        file.fingerprints.forEach(fingerprint -> drop(byFingerprint, fingerprint, file));
        unindex(file);
    }

    /** Makes room for another one: forgets what has been gone for longest, if anything has. */
    boolean forgetOne() {
        Optional<TailedFile> longest = files.stream()
                .filter(file -> file.place.state() == Place.State.GONE && file.pending.isEmpty())
                .min(Comparator.comparingLong(file -> file.place.changedMillis()));
        longest.ifPresent(this::remove);
        return longest.isPresent();
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
        return byId.containsKey(id);
    }

    long nextGeneration(String id) {
        long most = -1;
        for (TailedFile file : byId.getOrDefault(id, Set.of())) {
            most = Math.max(most, file.identity.generation());
        }
        return most + 1;
    }

    /** Those that had the path at first sight. */
    Collection<TailedFile> named(Path path) {
        return byName.getOrDefault(path, Set.of());
    }

    /** Those of which a file of this name may be a copy. */
    Collection<TailedFile> kin(Path path) {
        Set<TailedFile> kin = new LinkedHashSet<>();
        List<Path> directories = directories(path);
        String name = path.getFileName().toString();
        for (int length = 1; length <= name.length(); length++) {
            String beginning = name.substring(0, length);
            for (Path directory : directories) {
                for (TailedFile file : byBeginning.getOrDefault(new Beginning(directory, beginning), Set.of())) {
                    if (file.kin.degree(path) != Kin.Degree.NONE) {
                        kin.add(file);
                    }
                }
            }
        }
        return kin;
    }

    private static List<Path> directories(Path path) {
        List<Path> directories = new ArrayList<>();
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            directories.add(above);
        }
        return directories;
    }

    private static <K> void put(Map<K, Set<TailedFile>> index, K key, TailedFile file) {
        index.computeIfAbsent(key, fresh -> new LinkedHashSet<>()).add(file);
    }

    private static <K> void drop(Map<K, Set<TailedFile>> index, K key, TailedFile file) {
        index.computeIfPresent(key, (same, all) -> {
            all.remove(file);
            return all.isEmpty() ? null : all;
        });
    }

    private void index(TailedFile file) {
        file.kin = Kin.of(file.place);
        beginnings(file).forEach(beginning -> put(byBeginning, beginning, file));
        Place.State state = file.place.state();
        boolean there = state != Place.State.MISSING && state != Place.State.GONE;
        if (there) {
            byPath.put(file.place.path(), file);
        }
        // What was sought by its inode in vain, and given up: whatever has that now may be another file.
        if (state != Place.State.GONE && file.lossDue == null && file.place.hasInode()) {
            byInode.put(Inode.of(file.place), file);
        }
    }

    private void unindex(TailedFile file) {
        beginnings(file).forEach(beginning -> drop(byBeginning, beginning, file));
        byPath.remove(file.place.path(), file);
        byInode.remove(Inode.of(file.place), file);
    }

    private static List<Beginning> beginnings(TailedFile file) {
        return file.kin.beginnings().stream()
                .map(text -> new Beginning(file.kin.directory(), text))
                .toList();
    }
}
