package io.nifistreaming.tail;

import io.nifistreaming.origin.Range;
import io.nifistreaming.tail.TailedFile.Pending;
import java.io.IOException;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** One turn of one file: at most one outcome, the most pressing one. */
final class Turns {
    private final TailContext context;
    private final TrackedFiles tracked;
    private final Watcher watcher;
    private final BatchReader reader;
    private final Map<TailOutcome, TailedFile> awaited = new IdentityHashMap<>();

    Turns(TailContext context, TrackedFiles tracked, Watcher watcher) {
        this.context = context;
        this.tracked = tracked;
        this.watcher = watcher;
        this.reader = new BatchReader(context.plan());
    }

    TailOutcome discovered(Found found) {
        Checkpoint checkpoint = found.checkpoint();
        TailedFile file = new TailedFile(checkpoint, false);
        file.beginning = found.beginning();
        tracked.add(file);
        // Whatever happens to its name before it is read.
        Optional<OpenLog> unused = context.handles().of(file);
        boolean again = checkpoint.identity().generation() > 0;
        TailOutcome outcome = again ? new TailOutcome.Turned(checkpoint) : new TailOutcome.Discovered(checkpoint);
        return await(file, outcome, file.read, () -> file.known = true);
    }

    Optional<TailOutcome> turn(TailedFile file, Instant now, TailSink sink) throws IOException {
        if (file.isResting()) {
            return Optional.empty();
        }
        try {
            if (file.lossDue != null || file.quarantineDue != null) {
                return file.pending.isEmpty() ? Optional.of(overdue(file, now.toEpochMilli())) : Optional.empty();
            }
            if (!reader.isDue(file, now.toEpochMilli()) || !file.place.isRead()) {
                return Optional.empty();
            }
            Optional<OpenLog> log = context.handles().of(file);
            return log.isEmpty() ? Optional.empty() : read(file, log.get(), now, sink);
        } catch (UnreadableException e) {
            context.handles().failed(file, e.getCause());
            return Optional.empty();
        }
    }

    /** What the file has to tell without being read on. */
    Optional<TailOutcome> glance(TailedFile file, Instant now, boolean reports) {
        if (!file.pending.isEmpty()) {
            return Optional.empty();
        }
        if (file.lossDue != null || file.quarantineDue != null) {
            return reports ? Optional.of(overdue(file, now.toEpochMilli())) : Optional.empty();
        }
        if (!file.place.isRead() || !file.isShort()) {
            return Optional.empty();
        }
        try {
            Optional<OpenLog> log = context.handles().of(file);
            return log.isEmpty() ? Optional.empty() : grown(file, log.get(), now.toEpochMilli());
        } catch (UnreadableException e) {
            context.handles().failed(file, e.getCause());
            return Optional.empty();
        }
    }

    void confirm(TailOutcome outcome) {
        TailedFile file = awaited.remove(outcome);
        if (file == null) {
            return;
        }
        Pending pending = file.pending.peekFirst();
        if (pending == null || pending.outcome() != outcome) {
            awaited.put(outcome, file);
            throw new IllegalStateException("Outcomes of " + outcome.source() + " are confirmed out of order");
        }
        file.pending.removeFirst();
        file.confirmed = pending.next();
        pending.apply().run();
    }

    void release(TailOutcome outcome) {
        TailedFile file = awaited.get(outcome);
        while (file != null && awaited.containsKey(outcome)) {
            Pending last = file.pending.removeLast();
            awaited.remove(last.outcome());
            file.advance(last.before());
            if (!file.known) {
                context.handles().close(file);
                tracked.remove(file);
                watcher.lookAgain();
            }
        }
    }

    private TailOutcome overdue(TailedFile file, long nowMillis) {
        if (file.lossDue != null) {
            return lost(file);
        }
        String reason = file.quarantineDue;
        return await(file, new TailOutcome.Quarantined(file.reading(), reason), file.read, () -> {
            file.quarantineDue = null;
            context.handles().close(file);
            tracked.place(file, file.place.in(Place.State.QUARANTINED, nowMillis));
        });
    }

    private TailOutcome lost(TailedFile file) {
        TailedFile.LossDue due = file.lossDue;
        Range range = new Range(due.first(), file.place.lastSize());
        LossReport report = LossReport.of(file.reading(), range, due.cause());
        return await(file, new TailOutcome.Lost(file.reading(), report), file.read, () -> {
            file.lossDue = null;
            due.then().run();
        });
    }

    private Optional<TailOutcome> read(TailedFile file, OpenLog log, Instant now, TailSink sink) throws IOException {
        long nowMillis = now.toEpochMilli();
        if (file.isShort()) {
            return file.pending.isEmpty() ? grown(file, log, nowMillis) : Optional.empty();
        }
        BatchReader.Result result = reader.read(file, log, now, sink);
        if (result instanceof BatchReader.Result.Done done) {
            TailOutcome batch = await(file, new TailOutcome.Batch(done.batch()), done.next(), () -> {});
            file.advance(done.next());
            return Optional.of(batch);
        }
        if (result instanceof BatchReader.Result.Replaced) {
            watcher.truncated(file, nowMillis);
        }
        return Optional.empty();
    }

    private Optional<TailOutcome> grown(TailedFile file, OpenLog log, long nowMillis) throws UnreadableException {
        try {
            // Read once, so that nothing can change between the comparison and what is remembered.
            byte[] beginning = Fingerprinter.beginning(log, file.place.lastSize(), file.most);
            Fingerprint known = file.identity.fingerprint();
            if (beginning.length < known.length() || Fingerprinter.hash(beginning, 0, known.length()) != known.hash()) {
                watcher.truncated(file, nowMillis);
                return Optional.empty();
            }
            FileIdentity longer = file.identity.grown(Fingerprint.of(beginning));
            Checkpoint next = new Checkpoint(longer, file.place, file.confirmed);
            return Optional.of(await(file, new TailOutcome.Grown(next), file.read, () -> {
                tracked.identify(file, longer);
                file.beginning = beginning;
            }));
        } catch (IOException e) {
            throw new UnreadableException(e);
        }
    }

    private TailOutcome await(TailedFile file, TailOutcome outcome, Position next, Runnable apply) {
        file.pending.addLast(new Pending(outcome, file.read, next, apply));
        awaited.put(outcome, file);
        return outcome;
    }
}
