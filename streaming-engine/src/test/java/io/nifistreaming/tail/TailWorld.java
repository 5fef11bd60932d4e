package io.nifistreaming.tail;

import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import io.nifistreaming.testing.FakeClock;
import io.nifistreaming.testing.FakeLogFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The truth about the logs of a simulated disk. A content is what a log held from its creation or truncation to the
 * next; copies and compressed files hold contents, too.
 */
final class TailWorld {
    final FakeClock clock = new FakeClock();
    final FakeLogFiles disk;
    final List<LogContent> contents = new ArrayList<>();
    final Map<SourceId, LogContent> bySource = new HashMap<>();
    private final Map<Object, LogContent> byFile = new HashMap<>();
    /** Files that hold less than a fingerprint of what was in a log when it was truncated. */
    private final Map<Object, Integer> shortCopies = new HashMap<>();

    /** Of what is in compressed files. */
    private final Map<Object, Integer> lengths = new HashMap<>();

    /** What a file held, by a token of it. */
    private record Held(Object file, LogContent content) {}

    /** Where everything was before something happened in the midst of a poll; null if nothing did. */
    private Map<Path, Held> before;

    final LogHeader header;
    private boolean restarted;
    private int lines;

    TailWorld(boolean tellsBirth, LogHeader header) {
        this.header = header;
        disk = new FakeLogFiles(clock, tellsBirth);
    }

    /** Each line is unlike any other, also at its end. */
    byte[] line(int padding) {
        String unique = ("x" + lines).repeat(padding).substring(0, padding);
        return (lines++ + ":" + unique + "\n").getBytes(StandardCharsets.UTF_8);
    }

    void appendHeader(Path path) {
        append(path, header.bytes);
    }

    /** Lets no header stand alone; returns whether one did. */
    boolean completeHeaders() {
        boolean alone = false;
        for (Path path : disk.paths()) {
            if (Form.of(path) == Form.PLAIN && header.length() > 0 && Arrays.equals(disk.content(path), header.bytes)) {
                append(path, line(1));
                alone = true;
            }
        }
        return alone;
    }

    void append(Path path, byte[] line) {
        boolean fresh = !disk.exists(path) || disk.content(path).length == 0;
        byte[] bytes = fresh && line != header.bytes ? concatenated(header.bytes, line) : line;
        disk.append(path, bytes);
        LogContent content = byFile.get(disk.token(path));
        if (content == null) {
            content = begin(path, disk.token(path));
        }
        content.bytes = concatenated(content.bytes, bytes);
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    void truncate(Path path) {
        LogContent content = byFile.get(disk.token(path));
        int hashed = header == LogHeader.LONG ? Fingerprint.LONGEST : Fingerprint.MOST;
        for (Path copy : disk.paths()) {
            if (at(copy) == content && length(copy) < Math.min(content.bytes.length, hashed)) {
                shortCopies.put(disk.token(copy), (int) length(copy));
            }
        }
        disk.overwrite(path, new byte[0]);
        begin(path, disk.token(path));
    }

    /** @param keeping whether the copy gets the modification time of its source */
    void copy(Path from, Path to, boolean keeping) {
        disk.overwrite(to, disk.content(from));
        if (keeping) {
            disk.modified(to, modifiedMillis(from));
        }
        byFile.put(disk.token(to), byFile.get(disk.token(from)));
    }

    /** Compresses what the file holds, and leaves the file. */
    void compress(Path from, Path to) {
        disk.overwrite(to, compressed(disk.content(from), Form.of(to)));
        byFile.put(disk.token(to), byFile.get(disk.token(from)));
        lengths.put(disk.token(to), disk.content(from).length);
        if (shortCopies.containsKey(disk.token(from))) {
            shortCopies.put(disk.token(to), shortCopies.get(disk.token(from)));
        }
    }

    /** What is told by the poll under way is told of the disk as it is now. */
    void remember() {
        before = new HashMap<>();
        disk.paths().forEach(path -> before.put(path, held(path)));
    }

    /** The next poll begins; returns whether something had to be remembered in the last one. */
    boolean forget() {
        boolean changed = before != null;
        before = null;
        return changed;
    }

    LogContent at(Path path) {
        return disk.exists(path) ? byFile.get(disk.token(path)) : null;
    }

    /** Whether the tailer knows of each file that it looks for. */
    boolean areKnown(Predicate<Path> isLookedFor) {
        return disk.paths().stream()
                .filter(path -> length(path) > 0 && isLookedFor.test(path))
                .allMatch(path -> at(path).known);
    }

    /** The most bytes of the content that a file on the disk holds. */
    long remaining(LogContent content) {
        long most = 0;
        for (Path path : disk.paths()) {
            if (at(path) == content) {
                most = Math.max(most, length(path));
            }
        }
        return most;
    }

    long length(Path path) {
        return Form.of(path) == Form.PLAIN ? disk.content(path).length : lengths.get(disk.token(path));
    }

    long modifiedMillis(Path path) {
        try {
            return disk.stat(path).modifiedMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] compressed(byte[] bytes, Form form) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = form == Form.GZIP
                ? new java.util.zip.GZIPOutputStream(packed)
                : new com.github.luben.zstd.ZstdOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /**
     * What a tailer that looks at everything now knows the size of.
     *
     * @param followed where it knows its contents to be; what else is compressed may be in the making for all it knows
     */
    void looked(Checkpoints followed) {
        Set<Path> places = followed.all().stream()
                .filter(one -> one.place().isRead())
                .map(one -> one.place().path())
                .collect(Collectors.toSet());
        for (Path path : disk.paths()) {
            LogContent content = at(path);
            boolean tells = Form.of(path) == Form.PLAIN || places.contains(path);
            if (content != null && content.known && tells) {
                content.seen = Math.max(content.seen, length(path));
            }
        }
    }

    void saved() {
        for (LogContent content : contents) {
            content.savedSeen = content.seen;
            content.savedKnown = content.known;
        }
    }

    void restarted() {
        restarted = true;
    }

    void crashed() {
        restarted();
        for (LogContent content : contents) {
            content.seen = content.savedSeen;
            content.known = content.savedKnown;
            if (!content.known && content.source != null) {
                bySource.remove(content.source);
                content.source = null;
            }
        }
    }

    void identified(SourceId source, Place place) {
        Path path = place.path();
        Held held = before == null ? held(path) : before.get(path);
        if (held == null || held.content() == null) {
            throw new AssertionError(source + " is at " + path + ", where nothing is");
        }
        LogContent content = held.content();
        LogContent before = bySource.get(source);
        if (before != null && before != content) {
            throw new AssertionError(source + " is " + before.name + " and " + content.name);
        }
        if (content.source != null && content.known && !content.source.equals(source)) {
            content = apart(path, held);
        }
        if (content.source != null && content.known && !content.source.equals(source)) {
            throw new AssertionError(content.name + " is " + content.source + " and " + source);
        }
        content.source = source;
        content.known = true;
        content.foundAt = place.name();
        content.seen = Math.max(content.seen, place.lastSize());
        bySource.put(source, content);
    }

    LogContent delivered(TailBatch batch, byte[] bytes) {
        LogContent content = bySource.get(batch.source());
        if (content == null) {
            throw new AssertionError(batch.source() + " was delivered before it was identified");
        }
        Range range = batch.range();
        byte[] truth = Arrays.copyOfRange(content.bytes, (int) range.first(), (int) range.next());
        if (!Arrays.equals(truth, bytes)) {
            throw new AssertionError(batch.source() + " " + range + " of " + content.name + " is " + text(bytes)
                    + " where " + text(truth) + " was written");
        }
        content.delivered = content.delivered.plus(range);
        content.seen = Math.max(content.seen, range.next());
        return content;
    }

    void lost(LossReport report) {
        LogContent content = bySource.get(report.source());
        content.lost = content.lost.plus(report.range());
    }

    static String text(byte[] bytes) {
        return "'" + new String(bytes, StandardCharsets.ISO_8859_1).replace("\n", "\\n") + "'";
    }

    /**
     * What proves a copy that is shorter than the fingerprint are the bytes themselves, and a restart forgets them:
     * then it may count as a content of its own.
     */
    private LogContent apart(Path path, Held held) {
        Integer length = shortCopies.get(held.file());
        if (!restarted || length == null) {
            return held.content();
        }
        LogContent copy = begin(path, held.file());
        copy.bytes = Arrays.copyOf(held.content().bytes, length);
        return copy;
    }

    private Held held(Path path) {
        return disk.exists(path) ? new Held(disk.token(path), at(path)) : null;
    }

    private LogContent begin(Path path, Object file) {
        LogContent content = new LogContent(path.getFileName() + "/" + contents.size(), path);
        contents.stream()
                .filter(one -> one.log.equals(path) && one.closed < 0)
                .forEach(one -> one.closed = one.bytes.length);
        contents.add(content);
        byFile.put(file, content);
        return content;
    }
}
