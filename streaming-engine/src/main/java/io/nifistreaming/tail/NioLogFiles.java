package io.nifistreaming.tail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The real disk. Where there are no inodes, the file system's own key stands in for them. */
public final class NioLogFiles implements LogFiles {
    private static final String UNIX =
            "unix:dev,ino,size,lastModifiedTime,creationTime,isRegularFile,isDirectory," + "isSymbolicLink";
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Set<Long> tellBirths = ConcurrentHashMap.newKeySet();

    @Override
    public List<Listed> list(Path directory) throws IOException {
        List<Listed> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path path : stream) {
                entries.add(new Listed(path, Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }

    @Override
    public FileStat stat(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return unix(Files.readAttributes(file, UNIX, LinkOption.NOFOLLOW_LINKS));
        }
        BasicFileAttributes basic = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Object key = basic.fileKey() == null ? file.toAbsolutePath() : basic.fileKey();
        byte[] text = key.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new FileStat(
                0,
                Fingerprinter.hash(text, 0, text.length) & Long.MAX_VALUE,
                birth(0, basic.creationTime(), basic.lastModifiedTime()),
                basic.size(),
                basic.lastModifiedTime().toMillis(),
                kind(basic.isRegularFile(), basic.isDirectory(), basic.isSymbolicLink()));
    }

    @Override
    public OpenLog open(Path file) throws IOException {
        FileStat before = stat(file);
        FileChannel channel = FileChannel.open(file, READ);
        try {
            FileStat after = stat(file);
            if (before.sameInode(after)) {
                return new Channel(channel, after);
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new NoSuchFileException(file.toString(), null, "it was replaced while it was being opened");
    }

    @Override
    public Path real(Path file) throws IOException {
        return file.toRealPath();
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        Files.move(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.delete(file);
    }

    private FileStat unix(Map<String, Object> attributes) {
        FileTime modified = (FileTime) attributes.get("lastModifiedTime");
        return new FileStat(
                (long) attributes.get("dev"),
                (long) attributes.get("ino"),
                birth((long) attributes.get("dev"), (FileTime) attributes.get("creationTime"), modified),
                (long) attributes.get("size"),
                modified.toMillis(),
                kind((boolean) attributes.get("isRegularFile"), (boolean) attributes.get("isDirectory"), (boolean)
                        attributes.get("isSymbolicLink")));
    }

    /**
     * Where the JDK or the file system knows no birth, it gives the time of the last change instead: births count from
     * the first file or directory of the device for which they differ.
     */
    private long birth(long device, FileTime created, FileTime modified) {
        if (!created.equals(modified)) {
            tellBirths.add(device);
        }
        return tellBirths.contains(device) ? Math.max(0, created.toMillis()) : 0;
    }

    private static FileStat.Kind kind(boolean file, boolean directory, boolean link) {
        if (link) {
            return FileStat.Kind.LINK;
        }
        if (directory) {
            return FileStat.Kind.DIRECTORY;
        }
        return file ? FileStat.Kind.FILE : FileStat.Kind.OTHER;
    }

    private record Channel(FileChannel channel, FileStat opened) implements OpenLog {
        @Override
        public FileStat stat() throws IOException {
            return new FileStat(
                    opened.device(),
                    opened.inode(),
                    opened.birthMillis(),
                    channel.size(),
                    opened.modifiedMillis(),
                    opened.kind());
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return channel.read(into, position);
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException ignored) {
                // Nothing was written, so nothing is lost by a close that fails.
            }
        }
    }
}
