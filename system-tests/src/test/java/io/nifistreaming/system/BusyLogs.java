package io.nifistreaming.system;

import io.nifistreaming.sandbox.progress.Progress;
import io.nifistreaming.shop.logs.LogWriters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * The tills and the web server, writing in the shop's place to the same files, and faster: each rotates about twice a
 * minute, so that there is hardly a restart of NiFi without a rotation. Closed, the shop is back at work.
 */
final class BusyLogs implements AutoCloseable {
    private static final int LINES_PER_SECOND = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    /** They rotate at 256 KB. */
    private static final long NEARLY_ROTATED = 250 << 10;

    private static final long JUST_ROTATED = 16 << 10;

    private final RunningSandbox sandbox;
    private final NumberedLines written;
    private final long begun;
    private final LogWriters writers;

    private BusyLogs(RunningSandbox sandbox, NumberedLines written, long begun, LogWriters writers) {
        this.sandbox = sandbox;
        this.written = written;
        this.begun = begun;
        this.writers = writers;
    }

    static BusyLogs begin(RunningSandbox sandbox, long seed) {
        Path folder = sandbox.sandbox().settings().logs();
        sandbox.sandbox().part("shop").stop(Progress.silent());
        long begun = System.currentTimeMillis();
        try {
            LogWriters writers = LogWriters.start(folder, LINES_PER_SECOND, seed, Clock.systemUTC());
            return new BusyLogs(sandbox, new NumberedLines(folder), begun, writers);
        } catch (IOException e) {
            sandbox.sandbox().part("shop").start();
            throw new UncheckedIOException(e);
        }
    }

    void awaitNearlyRotated() {
        awaitSize("is about to be rotated", size -> size > NEARLY_ROTATED);
    }

    void awaitJustRotated() {
        awaitSize("was rotated just now", size -> size < JUST_ROTATED);
    }

    private void awaitSize(String what, LongPredicate condition) {
        Path till = written.till(1);
        RunningSandbox.await(PATIENCE, till + " " + what, () -> condition.test(NumberedLines.size(till)));
    }

    /** Until each log, from now on, was rotated so many times. */
    void awaitRotations(int times) {
        List<Path> logs = List.of(written.till(1), written.till(2), written.till(3), written.access());
        long[] sizes = new long[logs.size()];
        int[] rotations = new int[logs.size()];
        RunningSandbox.await(PATIENCE, "each log is rotated " + times + " times", () -> {
            boolean all = true;
            for (int index = 0; index < sizes.length; index++) {
                long size = NumberedLines.size(logs.get(index));
                rotations[index] += size < sizes[index] ? 1 : 0;
                sizes[index] = size;
                all &= rotations[index] >= times;
            }
            return all;
        });
    }

    /** Writes no more, so that what is there can be compared. */
    void still() {
        try {
            writers.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last number of each till's series. */
    Map<String, Long> lastOfTills() {
        return written.last(List.of(written.till(1), written.till(2), written.till(3)), begun);
    }

    /** The last number of the web server's series. */
    Map<String, Long> lastOfAccess() {
        return written.last(List.of(written.access()), begun);
    }

    @Override
    public void close() {
        still();
        sandbox.sandbox().part("shop").start();
    }
}
