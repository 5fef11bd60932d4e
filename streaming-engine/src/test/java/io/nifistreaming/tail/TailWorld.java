package io.nifistreaming.tail;

import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.RangeSet;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The truth about the logs of a simulated disk. A content is what a log held from its creation or truncation to the
 * next; copies and compressed files hold contents, too.
 */
final class TailWorld {
    private static final byte[] HEADER = ("# version 1 of an application that says so at the beginning of each log\n")
            .getBytes(StandardCharsets.UTF_8);

    /** What a log held, and what became of it. */
    static final class Content {
        final String name;
        byte[] bytes = new byte[0];
        SourceId source;
        RangeSet delivered = RangeSet.empty();
        RangeSet lost = RangeSet.empty();
        /** The most bytes of it that a tailer saw whose state lives on. */
        long seen;
        /** Under which name a tailer found it; a file that keeps it may be growing still. */
        Path foundAt;

        long savedSeen;
        boolean known;
        boolean savedKnown;

        Content(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name + " " + source + ", delivered " + delivered + ", lost " + lost + ", seen " + seen;
        }
    }

    final FakeClock clock = new FakeClock();
    final FakeLogFiles disk;
    final List<Content> contents = new ArrayList<>();
    final Map<SourceId, Content> bySource = new HashMap<>();
    private final Map<Object, Content> byFile = new HashMap<>();
    /** Files that hold less than a fingerprint of what was in a log when it was truncated. */
    private final Set<Object> shortCopies = new HashSet<>();

    /** Of what is in compressed files. */
    private final Map<Object, Integer> lengths = new HashMap<>();

    /** Where everything was before something happened in the midst of a poll; null if nothing did. */
    private Map<Path, Content> before;

    private final boolean headers;
    private boolean crashed;
    private int lines;

    /** @param headers whether each log begins alike */
    TailWorld(boolean tellsBirth, boolean headers) {
        this.headers = headers;
        disk = new FakeLogFiles(clock, tellsBirth);
    }

    /** Each line is unlike any other. */
    byte[] line(int padding) {
        return (lines++ + ":" + "x".repeat(padding) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Whether each log begins alike. */
    boolean headers() {
        return headers;
    }

    /** What each log begins with, as applications write it that tell their version. */
    void appendHeader(Path path) {
        append(path, HEADER);
    }

    /** Lets no header stand alone; returns whether one did. */
    boolean completeHeaders() {
        boolean alone = false;
        for (Path path : disk.paths()) {
            if (Form.of(path) == Form.PLAIN && Arrays.equals(disk.content(path), HEADER)) {
                append(path, line(1));
                alone = true;
            }
        }
        return alone;
    }

    void append(Path path, byte[] line) {
        boolean fresh = !disk.exists(path) || disk.content(path).length == 0;
        byte[] bytes = fresh && headers && line != HEADER ? concatenated(HEADER, line) : line;
        disk.append(path, bytes);
        Content content = byFile.get(disk.token(path));
        if (content == null) {
            content = begin(path);
        }
        content.bytes = concatenated(content.bytes, bytes);
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    void truncate(Path path) {
        Content content = byFile.get(disk.token(path));
        for (Path copy : disk.paths()) {
            if (at(copy) == content && length(copy) < Math.min(content.bytes.length, Fingerprint.MOST)) {
                shortCopies.add(disk.token(copy));
            }
        }
        disk.overwrite(path, new byte[0]);
        begin(path);
    }

    void copy(Path from, Path to) {
        disk.overwrite(to, disk.content(from));
        byFile.put(disk.token(to), byFile.get(disk.token(from)));
    }

    /** Compresses what the file holds, and leaves the file. */
    void compress(Path from, Path to) {
        disk.overwrite(to, compressed(disk.content(from), Form.of(to)));
        byFile.put(disk.token(to), byFile.get(disk.token(from)));
        lengths.put(disk.token(to), disk.content(from).length);
        if (shortCopies.contains(disk.token(from))) {
            shortCopies.add(disk.token(to));
        }
    }

    /** What is told by the poll under way is told of the disk as it is now. */
    void remember() {
        before = new HashMap<>();
        disk.paths().forEach(path -> before.put(path, at(path)));
    }

    /** The next poll begins; returns whether something had to be remembered in the last one. */
    boolean forget() {
        boolean changed = before != null;
        before = null;
        return changed;
    }

    Content at(Path path) {
        return disk.exists(path) ? byFile.get(disk.token(path)) : null;
    }

    /** The most bytes of the content that a file on the disk holds. */
    long remaining(Content content) {
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

    /** What a tailer that looks at everything now knows the size of. */
    void looked() {
        for (Path path : disk.paths()) {
            Content content = at(path);
            if (content != null && content.known) {
                content.seen = Math.max(content.seen, length(path));
            }
        }
    }

    void saved() {
        for (Content content : contents) {
            content.savedSeen = content.seen;
            content.savedKnown = content.known;
        }
    }

    void crashed() {
        crashed = true;
        for (Content content : contents) {
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
        Content content = before == null ? at(path) : before.get(path);
        if (content == null) {
            throw new AssertionError(source + " is at " + path + ", where nothing is");
        }
        Content before = bySource.get(source);
        if (before != null && before != content) {
            throw new AssertionError(source + " is " + before.name + " and " + content.name);
        }
        if (content.source != null && content.known && !content.source.equals(source)) {
            content = apart(path, content);
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

    void delivered(TailBatch batch, byte[] bytes) {
        Content content = bySource.get(batch.source());
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
    }

    void lost(LossReport report) {
        Content content = bySource.get(report.source());
        content.lost = content.lost.plus(report.range());
    }

    static String text(byte[] bytes) {
        return "'" + new String(bytes, StandardCharsets.ISO_8859_1).replace("\n", "\\n") + "'";
    }

    /**
     * What proves a copy that is shorter than the fingerprint are the bytes themselves, and a crash forgets them: then
     * it may count as a content of its own.
     */
    private Content apart(Path path, Content content) {
        if (!crashed || !shortCopies.contains(disk.token(path))) {
            return content;
        }
        Content copy = begin(path);
        copy.bytes = Arrays.copyOf(content.bytes, (int) length(path));
        return copy;
    }

    private Content begin(Path path) {
        Content content = new Content(path.getFileName() + "/" + contents.size());
        contents.add(content);
        byFile.put(disk.token(path), content);
        return content;
    }
}
