package io.nifistreaming.tail;

import io.nifistreaming.origin.Range;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * Judges, once all is quiet, what became of each content.
 *
 * @param matches which names are looked for
 * @param crashed whether state was lost, so that what had been delivered may also be reported
 */
record TailVerdict(TailWorld world, Predicate<Path> matches, boolean crashed) {
    void judge(LogContent content) {
        long remaining = world.remaining(content);
        if (!content.known) {
            if (remaining > 0 && world.disk.paths().stream().anyMatch(path -> holds(path, content))) {
                throw new AssertionError(content.name + " was never found");
            }
            return;
        }
        boolean whole = remaining > 0 && remaining == content.bytes.length;
        long due = whole ? remaining : content.seen;
        if (world.at(content.foundAt) == content) {
            due = Math.min(due, endOfLines(content.bytes, (int) world.length(content.foundAt)));
        }
        List<Range> open = content.delivered.plus(content.lost).missing(new Range(0, due));
        if (!open.isEmpty()) {
            throw new AssertionError(open + " of " + due + " neither delivered nor reported: " + content);
        }
        for (Range lost : content.lost.ranges()) {
            boolean delivered = !content.delivered.missing(lost).equals(List.of(lost));
            if (whole || lost.next() > content.bytes.length || delivered && !crashed) {
                throw new AssertionError(lost + " reported, " + remaining + " are there: " + content);
            }
        }
    }

    /** Lines of a log come after those that were written before, as far as these are in a file that tells its age. */
    void inOrder(LogContent delivered) {
        for (LogContent older : world.contents) {
            if (older == delivered) {
                return;
            }
            long there = world.disk.paths().stream()
                    .filter(path -> holds(path, older))
                    .mapToLong(world::length)
                    .max()
                    .orElse(0);
            if (older.log.equals(delivered.log) && !older.restamped) {
                long due = endOfLines(older.bytes, (int) Math.min(older.closed, there));
                List<Range> open = older.delivered.plus(older.lost).missing(new Range(0, due));
                if (!open.isEmpty()) {
                    throw new AssertionError(open + " would come after " + delivered + ": " + older);
                }
            }
        }
    }

    private boolean holds(Path path, LogContent content) {
        return world.at(path) == content && matches.test(path);
    }

    private static long endOfLines(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
