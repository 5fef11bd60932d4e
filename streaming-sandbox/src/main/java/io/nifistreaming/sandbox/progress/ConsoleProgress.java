package io.nifistreaming.sandbox.progress;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Stages on a terminal or in a log. On a terminal the running stages are lines at the bottom, redrawn four times a
 * second; elsewhere each stage is a line when it begins, a line for a detail now and then, and a line when it ends.
 */
public final class ConsoleProgress implements Progress, AutoCloseable {
    private static final long QUIET_DETAIL_MILLIS = 5_000;
    private static final long REDRAW_MILLIS = 250;

    private final PrintStream out;
    private final LongSupplier millis;
    private final boolean live;
    private final int width;
    private final Set<Running> running = new LinkedHashSet<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private int drawn;

    private ConsoleProgress(PrintStream out, LongSupplier millis, boolean live, int width) {
        this.out = out;
        this.millis = millis;
        this.live = live;
        this.width = width;
        if (live) {
            Thread ticker = new Thread(this::tick, "sandbox-progress");
            ticker.setDaemon(true);
            ticker.start();
        }
    }

    private void tick() {
        try {
            while (!closed.await(REDRAW_MILLIS, TimeUnit.MILLISECONDS)) {
                redraw();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lines that are redrawn in place, cut to {@code width} columns. */
    public static ConsoleProgress live(PrintStream out, LongSupplier millis, int width) {
        return new ConsoleProgress(out, millis, true, width);
    }

    /** Lines that are only ever added. */
    public static ConsoleProgress plain(PrintStream out, LongSupplier millis) {
        return new ConsoleProgress(out, millis, false, Integer.MAX_VALUE);
    }

    @Override
    public synchronized Stage begin(String title) {
        Running stage = new Running(title, millis.getAsLong());
        running.add(stage);
        if (!live) {
            out.println(stage.line(StageLine.State.RUNNING).render(width));
        }
        redraw();
        return stage;
    }

    /** A line between the stages, for example a warning. */
    public synchronized void say(String text) {
        erase();
        out.println(text);
        redraw();
    }

    private synchronized void redraw() {
        if (live) {
            erase();
            for (Running stage : running) {
                out.println(stage.line(StageLine.State.RUNNING).render(width));
                drawn++;
            }
            out.flush();
        }
    }

    private void erase() {
        if (live && drawn > 0) {
            // Up to the first drawn line, then clear to the end of the screen.
            out.print("\u001B[" + drawn + "A\r\u001B[J");
            drawn = 0;
        }
    }

    private synchronized void end(Running stage, StageLine.State state) {
        if (running.remove(stage)) {
            erase();
            out.println(stage.line(state).render(width));
            redraw();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private final class Running implements Stage {
        private final String title;
        private final long began;
        private String detail = "";
        private long shown;

        Running(String title, long began) {
            this.title = title;
            this.began = began;
            this.shown = began;
        }

        StageLine line(StageLine.State state) {
            return new StageLine(state, title, millis.getAsLong() - began, detail);
        }

        @Override
        public void detail(String text) {
            synchronized (ConsoleProgress.this) {
                detail = text;
                long now = millis.getAsLong();
                if (!live && now - shown >= QUIET_DETAIL_MILLIS) {
                    shown = now;
                    out.println(line(StageLine.State.RUNNING).render(width));
                }
            }
        }

        @Override
        public void done(String result) {
            synchronized (ConsoleProgress.this) {
                detail = result;
                end(this, StageLine.State.DONE);
            }
        }

        @Override
        public void warned(String result) {
            synchronized (ConsoleProgress.this) {
                detail = result;
                end(this, StageLine.State.WARNED);
            }
        }

        @Override
        public void failed() {
            end(this, StageLine.State.FAILED);
        }
    }
}
