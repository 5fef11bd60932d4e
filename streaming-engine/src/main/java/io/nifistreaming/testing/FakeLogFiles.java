package io.nifistreaming.testing;

import io.nifistreaming.tail.FileStat;
import io.nifistreaming.tail.Listed;
import io.nifistreaming.tail.LogFiles;
import io.nifistreaming.tail.OpenLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A disk in memory: inodes that are given away again at once, files that live on while they are open, symbolic links,
 * and files that can't be read. Each change bears a time of its own.
 */
public final class FakeLogFiles implements LogFiles {
    private static final long DEVICE = 42;

    private final Clock clock;
    private final boolean tellsBirth;
    private final Map<Path, Node> names = new TreeMap<>();
    private final Map<Path, Long> directories = new TreeMap<>();
    private final TreeSet<Long> freeInodes = new TreeSet<>();
    private final Set<Path> unreadable = new HashSet<>();
    private long nextInode = 100;
    private long lastChange;
    private int open;
    private int untilMeanwhile = -1;
    private Runnable meanwhile = () -> {};

    /** @param tellsBirth whether files tell when they were created, as ext4 does and many network file systems don't */
    public FakeLogFiles(Clock clock, boolean tellsBirth) {
        this.clock = clock;
        this.tellsBirth = tellsBirth;
    }

    private static final class Node {
        private final long inode;
        private final long birth;
        private final boolean link;
        private byte[] content = new byte[0];
        private long modified;
        private int uses = 1;

        Node(long inode, long birth, boolean link) {
            this.inode = inode;
            this.birth = birth;
            this.link = link;
        }
    }

    /** Does something once, after the content of files was read that many more times: as others do meanwhile. */
    public void meanwhile(int reads, Runnable something) {
        untilMeanwhile = reads;
        meanwhile = something;
    }

    public void directory(Path path) {
        directories.putIfAbsent(path, change());
    }

    /** Appends; creates the file, and its directory, where they are absent. */
    public void append(Path path, byte[] bytes) {
        Node node = names.get(path);
        if (node == null) {
            node = create(path, false);
        }
        int before = node.content.length;
        node.content = Arrays.copyOf(node.content, before + bytes.length);
        System.arraycopy(bytes, 0, node.content, before, bytes.length);
        node.modified = change();
    }

    /** Overwrites in place, as {@code >} and {@code cp} do: the inode stays. */
    public void overwrite(Path path, byte[] bytes) {
        Node node = names.containsKey(path) ? names.get(path) : create(path, false);
        node.content = bytes.clone();
        node.modified = change();
    }

    /** Gives a file another modification time, as {@code cp -p} and compressing programs do. */
    public void modified(Path path, long millis) {
        names.get(path).modified = millis;
    }

    public void link(Path path) {
        create(path, true);
    }

    /** Renames and overwrites, as {@code mv} does. */
    public void rename(Path from, Path to) {
        Node node = names.remove(from);
        if (node == null) {
            throw new IllegalArgumentException(from + " is absent");
        }
        release(names.put(to, node));
        touch(from);
        touch(to);
    }

    public void remove(Path path) {
        release(names.remove(path));
        touch(path);
    }

    public void unreadable(Path path, boolean denied) {
        if (denied) {
            unreadable.add(path);
        } else {
            unreadable.remove(path);
        }
    }

    public boolean exists(Path path) {
        return names.containsKey(path);
    }

    public byte[] content(Path path) {
        return names.get(path).content.clone();
    }

    public Set<Path> paths() {
        return new TreeSet<>(names.keySet());
    }

    /** Tells files apart that bear the same inode one after the other. */
    public Object token(Path path) {
        return names.get(path);
    }

    /** How many files are open. */
    public int open() {
        return open;
    }

    @Override
    public List<Listed> list(Path directory) throws IOException {
        if (names.containsKey(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        if (!directories.containsKey(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        List<Listed> entries = new ArrayList<>();
        for (Path path : names.keySet()) {
            if (directory.equals(path.getParent())) {
                entries.add(new Listed(path, false));
            }
        }
        for (Path path : directories.keySet()) {
            if (directory.equals(path.getParent())) {
                entries.add(new Listed(path, true));
            }
        }
        return entries;
    }

    @Override
    public FileStat stat(Path file) throws IOException {
        Long changed = directories.get(file);
        if (changed != null) {
            return new FileStat(DEVICE, 2, 0, 0, changed, FileStat.Kind.DIRECTORY);
        }
        return stat(present(file));
    }

    @Override
    public OpenLog open(Path file) throws IOException {
        Node node = present(file);
        if (node.link || unreadable.contains(file)) {
            throw new AccessDeniedException(file.toString());
        }
        node.uses++;
        open++;
        return new Open(node);
    }

    @Override
    public Path real(Path file) {
        return file;
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        present(from);
        if (names.containsKey(to)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        if (!directories.containsKey(to.getParent())) {
            throw new NoSuchFileException(to.toString());
        }
        rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        present(file);
        remove(file);
    }

    private Node present(Path file) throws NoSuchFileException {
        Node node = names.get(file);
        if (node == null) {
            throw new NoSuchFileException(file.toString());
        }
        return node;
    }

    private FileStat stat(Node node) {
        long birth = tellsBirth ? node.birth : 0;
        FileStat.Kind kind = node.link ? FileStat.Kind.LINK : FileStat.Kind.FILE;
        return new FileStat(DEVICE, node.inode, birth, node.content.length, node.modified, kind);
    }

    private Node create(Path path, boolean link) {
        Long reused = freeInodes.pollFirst();
        Node node = new Node(reused == null ? nextInode++ : reused, change(), link);
        node.modified = node.birth;
        names.put(path, node);
        for (Path above = path.getParent(); above != null && above.getParent() != null; above = above.getParent()) {
            directory(above);
        }
        touch(path);
        return node;
    }

    private void release(Node node) {
        if (node != null && --node.uses == 0) {
            freeInodes.add(node.inode);
        }
    }

    private void touch(Path path) {
        directories.put(path.getParent(), change());
    }

    private long change() {
        lastChange = Math.max(lastChange + 1, clock.millis());
        return lastChange;
    }

    private final class Open implements OpenLog {
        private final Node node;
        private boolean closed;

        Open(Node node) {
            this.node = node;
        }

        @Override
        public FileStat stat() {
            return FakeLogFiles.this.stat(node);
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            if (closed) {
                throw new java.nio.channels.ClosedChannelException();
            }
            if (untilMeanwhile >= 0 && untilMeanwhile-- == 0) {
                meanwhile.run();
            }
            if (position >= node.content.length) {
                return -1;
            }
            int count = (int) Math.min(into.remaining(), node.content.length - position);
            into.put(node.content, (int) position, count);
            return count;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open--;
                release(node);
            }
        }
    }
}
