package io.nifistreaming.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder that a sandbox lives in. It is ours only while {@code sandbox.properties} in it names the ports: without
 * that nothing in it is ever deleted, and nothing is laid out between somebody else's files.
 */
final class Folder {
    private static final String LOCK = "lock";
    /** In the order of deleting: the marker goes last, so that a reset which was broken off can be repeated. */
    private static final List<String> OURS =
            List.of("nifi", "nifi2", "registry", "shop", "kafka", "logs", "lake", "run", LOCK, SettingsFile.NAME);

    private final Path dir;

    Folder(Path dir) {
        this.dir = dir;
    }

    /** Whether a sandbox lives here. */
    boolean claimed() {
        return new SettingsFile(dir).portBase().isPresent();
    }

    boolean exists() {
        return Files.exists(dir, LinkOption.NOFOLLOW_LINKS);
    }

    /** @throws SandboxException if this is a file, or holds what no sandbox made and no sandbox either */
    void refuseStrangers() {
        if (Files.exists(dir) && !Files.isDirectory(dir)) {
            throw new SandboxException(dir + " is a file, not a folder: choose another place with --dir.");
        }
        List<Path> strangers = Files.isDirectory(dir) && !claimed() ? strangers() : List.of();
        if (!strangers.isEmpty()) {
            throw new SandboxException(dir + " holds other things already (" + names(strangers)
                    + "): a sandbox wants a folder of its own. Name a new or empty one with --dir.");
        }
    }

    /**
     * Deletes what the sandbox made, and the folder itself unless something else is left in it. Links are deleted and
     * never followed: the artifacts they point to belong to Maven.
     *
     * @return what was left, since no sandbox made it
     * @throws SandboxException if no sandbox lives here; nothing is deleted then
     */
    List<Path> delete() {
        refuseToDeleteStrangers();
        try {
            for (String name : OURS) {
                deleteTree(dir.resolve(name));
            }
            List<Path> left = strangers();
            if (left.isEmpty() && !Files.isSymbolicLink(dir)) {
                Files.delete(dir);
            }
            return left;
        } catch (IOException e) {
            throw new SandboxException("Cannot delete all of " + dir + ": " + e.getMessage(), e);
        }
    }

    /** @throws SandboxException if no sandbox lives here */
    void refuseToDeleteStrangers() {
        if (!exists()) {
            throw new SandboxException("There is no sandbox in " + dir + ": nothing was deleted.");
        }
        if (!claimed()) {
            throw new SandboxException(
                    dir + " is not a sandbox folder (no " + SettingsFile.NAME + " in it): nothing was deleted.");
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(tree)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }

    /** Whether there is nothing to lose: no folder, or one with at most the lock of a command that did not get far. */
    boolean blank() {
        return !exists() || Files.isDirectory(dir) && Set.of(LOCK).containsAll(entryNames());
    }

    private List<String> entryNames() {
        return entries().stream().map(entry -> entry.getFileName().toString()).toList();
    }

    private List<Path> strangers() {
        List<Path> strangers = new ArrayList<>(entries());
        strangers.removeIf(entry -> OURS.contains(entry.getFileName().toString()));
        return strangers;
    }

    private List<Path> entries() {
        try (Stream<Path> entries = Files.list(dir)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new SandboxException("Cannot look into " + dir + ": " + e.getMessage(), e);
        }
    }

    static String names(List<Path> paths) {
        String first = String.join(
                ", ",
                paths.stream()
                        .limit(3)
                        .map(path -> path.getFileName().toString())
                        .toList());
        return paths.size() > 3 ? first + ", …" : first;
    }
}
