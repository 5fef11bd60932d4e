package io.nifistreaming.shop.logs;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The shop's tills and its web server at work: {@code pos_app/pos-01.log} to {@code pos-03.log} and
 * {@code nginx/access.log}, each rotated in its own way; and its own events, {@code shop/checkout_events.jsonl} and
 * {@code shop/inventory_updates.jsonl}. Lines are numbered per run ({@code run=… seq=…}, events in {@code event_id}),
 * from 1 and without gaps: what a reader has must be 1 to the last.
 *
 * <p>Rotated files are deleted after a while, so a reader that is down for long does lose lines, as in real life.
 */
public final class LogWriters implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LogWriters.class.getName());
    private static final long TURN_MILLIS = 100;
    private static final long ROTATE_AT = 256 << 10;
    private static final int KEEP = 6;

    private final List<Writer> writers = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "shop-logs");
        thread.setDaemon(true);
        return thread;
    });

    private LogWriters() {}

    /**
     * Starts to write below a folder, which is made if need be.
     *
     * @param linesPerSecond of each log
     */
    public static LogWriters start(Path folder, int linesPerSecond, long seed, Clock clock) throws IOException {
        LogWriters all = new LogWriters();
        long run = clock.millis();
        Random random = new Random(seed);
        Path tills = folder.resolve("pos_app");
        Rotation[] rotations = {Rotation.RENAME, Rotation.RENAME_AND_COMPRESS, Rotation.COPY_AND_TRUNCATE};
        for (int till = 0; till < rotations.length; till++) {
            String name = String.format("pos-%02d", till + 1);
            RotatingLog log = new RotatingLog(tills.resolve(name + ".log"), rotations[till], ROTATE_AT, KEEP);
            all.writers.add(new Writer(log, new PosLines(name, run, random), clock));
        }
        RotatingLog access =
                new RotatingLog(folder.resolve("nginx/access.log"), Rotation.RENAME_AND_COMPRESS, ROTATE_AT, KEEP);
        all.writers.add(new Writer(access, new AccessLines(run, random), clock));
        Path events = folder.resolve("shop");
        all.add(events.resolve("checkout_events.jsonl"), new CheckoutLines(seed, run), clock);
        all.add(events.resolve("inventory_updates.jsonl"), new InventoryLines(seed, run), clock);
        double perTurn = linesPerSecond * TURN_MILLIS / 1_000.0;
        ScheduledFuture<?> unused = all.timer.scheduleAtFixedRate(
                () -> all.writers.forEach(writer -> writer.turn(perTurn)), 0, TURN_MILLIS, TimeUnit.MILLISECONDS);
        return all;
    }

    private void add(Path file, LogLines lines, Clock clock) throws IOException {
        writers.add(new Writer(new RotatingLog(file, Rotation.RENAME, ROTATE_AT, KEEP), lines, clock));
    }

    /** One log with its numbers. */
    private static final class Writer {
        private final RotatingLog log;
        private final LogLines lines;
        private final Clock clock;
        private double due;
        private long number;
        private boolean failing;

        Writer(RotatingLog log, LogLines lines, Clock clock) {
            this.log = log;
            this.lines = lines;
            this.clock = clock;
        }

        void turn(double perTurn) {
            due += perTurn;
            try {
                for (; due >= 1; due--) {
                    log.append(lines.line(number + 1, clock.instant()));
                    number++;
                }
                failing = false;
            } catch (IOException broken) {
                due = 0;
                if (!failing) {
                    LOG.log(
                            Level.WARNING,
                            "A simulated log can't be written, and is tried again: {0}",
                            broken.toString());
                }
                failing = true;
            }
        }
    }

    @Override
    public void close() throws IOException {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (Writer writer : writers) {
            writer.log.close();
        }
    }
}
