package io.nifistreaming.tail;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Find, identify, detect rotation, read, frame, batch. For one thread at a time; it never sleeps.
 *
 * <p>Outcomes are confirmed in the order in which they came, once what they tell is safe, or released. After outcomes
 * that {@linkplain TailOutcome#identifies() identify} are confirmed, the {@link #checkpoints()} must be saved before
 * the next poll; at other times they may be saved later, at the price of reading again what lies between.
 */
public final class LogTailer implements AutoCloseable {
    /** With so many files, and a backlog, a look at each before each poll would cost more than the reading. */
    private static final int MANY = 1_000;

    private static final long BETWEEN_LOOKS_MILLIS = 100;

    private final TailContext context;
    private final TrackedFiles tracked;
    private final FileFinder finder;
    private final Watcher watcher;
    private final Candidates candidates;
    private final Turns turns;
    private final LineOrder lineOrder;
    private final Spool spool;
    private final Instant since;
    private TailedFile served;
    private long lookedMillis;
    /** Whether the last poll ended with more to read. */
    private boolean backlog;

    public LogTailer(TailPlan plan, LogFiles files, TailListener listener, Checkpoints checkpoints, Instant now) {
        this.context = new TailContext(plan, files, new Handles(files, listener), listener);
        this.tracked = new TrackedFiles(checkpoints, now.toEpochMilli());
        this.finder = new FileFinder(files, plan, listener);
        this.watcher = new Watcher(context, tracked, finder);
        this.candidates = new Candidates(context, tracked, watcher.successors(), checkpoints.isEmpty());
        this.turns = new Turns(context, tracked, watcher);
        this.lineOrder = new LineOrder(context, tracked, candidates.undecided());
        this.spool = new Spool(context, tracked);
        this.since = checkpoints.since().orElse(now);
    }

    /**
     * Looks at the disk and reads what is new, at most so many batches, in turns among the files.
     *
     * @throws IOException if the sink can't be written; then nothing has come of this poll
     */
    public List<TailOutcome> poll(Instant now, TailSink sink, int mostBatches) throws IOException {
        List<TailOutcome> outcomes = new ArrayList<>();
        try {
            discover(now, outcomes);
            for (boolean more = true; more && outcomes.size() < mostBatches; ) {
                more = round(now, sink, mostBatches, outcomes);
            }
            backlog = outcomes.size() >= mostBatches;
            return outcomes;
        } catch (IOException | RuntimeException e) {
            release(outcomes);
            throw e;
        }
    }

    /**
     * Looks at the disk and reads nothing of it, for when nobody takes what would be read. What is new gets its name,
     * and what rotation deletes meanwhile stays open, to be read once somebody does: the most recently changed of the
     * files, as many as are held open.
     *
     * @param reports whether what was lost, or is quarantined, may be told
     */
    public List<TailOutcome> look(Instant now, boolean reports) {
        List<TailOutcome> outcomes = new ArrayList<>();
        try {
            discover(now, outcomes);
            for (TailedFile file : fromServed()) {
                turns.glance(file, now, reports).ifPresent(outcomes::add);
            }
            return outcomes;
        } catch (RuntimeException e) {
            release(outcomes);
            throw e;
        }
    }

    /** Their effects are safe. */
    public void confirm(List<? extends TailOutcome> outcomes) {
        outcomes.forEach(turns::confirm);
    }

    /** Nothing came of them: what they tell is read again, and what came after them in the same files as well. */
    public void release(List<? extends TailOutcome> outcomes) {
        outcomes.forEach(turns::release);
    }

    /**
     * Completes the files of a spool that are delivered to their ends: renames, moves or deletes them. To be called
     * after the last {@link #checkpoints()} are saved, so that a crash in between can't read them again.
     */
    public void complete(Instant now) {
        spool.complete(now.toEpochMilli());
    }

    /** What may be saved: all that is confirmed, and where everything was seen last. */
    public Checkpoints checkpoints() {
        spool.finish();
        List<Checkpoint> all = new ArrayList<>();
        for (TailedFile file : tracked.all()) {
            if (file.known) {
                all.add(file.checkpoint());
            }
        }
        return Checkpoints.of(all).since(since);
    }

    @Override
    public void close() {
        context.handles().close();
    }

    private void discover(Instant now, List<TailOutcome> outcomes) {
        long nowMillis = now.toEpochMilli();
        long sinceLook = nowMillis - lookedMillis;
        boolean busy = backlog && tracked.size() >= MANY;
        if (!busy || sinceLook < 0 || sinceLook >= BETWEEN_LOOKS_MILLIS) {
            watcher.look(nowMillis);
            lookedMillis = nowMillis;
        }
        if (finder.refresh(now)) {
            watcher.seek(nowMillis);
            candidates.retain(finder::all);
            Consumer<Found> discovered = found -> outcomes.add(turns.discovered(found));
            candidates.judge(finder.matched(), nowMillis, discovered);
            if (!context.plan().isSpool()) {
                candidates.judgeRotated(finder.rotated(), since, nowMillis, discovered);
            }
            watcher.retire(nowMillis);
        }
    }

    /** A turn for each file that has something to tell, beginning after the one that was served last. */
    private boolean round(Instant now, TailSink sink, int most, List<TailOutcome> outcomes) throws IOException {
        List<TailedFile> order = fromServed();
        if (order.isEmpty()) {
            return false;
        }
        lineOrder.refresh();
        int before = outcomes.size();
        for (TailedFile file : order) {
            if (outcomes.size() >= most) {
                return false;
            }
            boolean waits = lineOrder.waits(file, now.toEpochMilli());
            Optional<TailOutcome> outcome = waits ? Optional.empty() : turns.turn(file, now, sink);
            if (outcome.isPresent()) {
                outcomes.add(outcome.get());
                served = file;
            }
        }
        return outcomes.size() > before;
    }

    /** Those that may have something to tell, beginning after the one that was served last. */
    private List<TailedFile> fromServed() {
        List<TailedFile> order = new ArrayList<>();
        int after = 0;
        for (TailedFile file : tracked.all()) {
            if (file.mayTell()) {
                order.add(file);
            }
            if (file == served) {
                after = order.size();
            }
        }
        Collections.rotate(order, -after);
        return order;
    }
}
