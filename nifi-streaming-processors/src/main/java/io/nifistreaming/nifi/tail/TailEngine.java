package io.nifistreaming.nifi.tail;

import io.nifistreaming.nifi.Host;
import io.nifistreaming.nifi.StateWrites;
import io.nifistreaming.tail.Checkpoints;
import io.nifistreaming.tail.LogFiles;
import io.nifistreaming.tail.LogTailer;
import io.nifistreaming.tail.TailOutcome;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.components.state.StateManager;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.ProcessSessionFactory;

/** The processor between start and stop. */
final class TailEngine implements AutoCloseable {
    private static final int BATCHES = 64;

    private final TailSettings settings;
    private final LogTailer tailer;
    private final TailState state;
    private final String host;
    private final Clock clock;
    private final ComponentLog logger;
    /** Whether something was confirmed since the last save. */
    private boolean unsaved;
    /** Whether that must be saved before anything more is read. */
    private boolean mustSave;

    private boolean closed;

    TailEngine(TailSettings settings, LogFiles files, StateManager manager, Clock clock, ComponentLog logger)
            throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.logger = logger;
        this.host = Host.name();
        Checkpoints checkpoints = TailState.load(manager);
        this.state = new TailState(new StateWrites(manager, Scope.LOCAL, clock), checkpoints);
        this.tailer = new LogTailer(settings.plan(), files, new TailBulletins(logger), checkpoints, clock.instant());
    }

    /** One session: reads, hands over, and moves the checkpoints once that is safe. Returns whether there was news. */
    synchronized boolean trigger(ProcessSessionFactory sessions) throws IOException {
        Instant now = clock.instant();
        prepare(now);
        ProcessSession session = sessions.createSession();
        List<TailOutcome> outcomes;
        try {
            outcomes = tailer.poll(now, new SessionSink(session, settings, host, logger), BATCHES);
        } catch (IOException | RuntimeException e) {
            session.rollback();
            throw e;
        }
        if (outcomes.isEmpty()) {
            session.rollback();
            return false;
        }
        handOver(session, outcomes, now);
        return true;
    }

    /**
     * Sees what rotation does while nobody takes what would be read.
     *
     * @param reports whether somebody takes reports of loss and quarantine
     */
    synchronized void look(ProcessSessionFactory sessions, boolean reports) throws IOException {
        Instant now = clock.instant();
        prepare(now);
        List<TailOutcome> outcomes = tailer.look(now, reports);
        if (!outcomes.isEmpty()) {
            handOver(sessions.createSession(), outcomes, now);
        }
    }

    private void prepare(Instant now) throws IOException {
        saveIfDue(now);
        tailer.complete(now);
    }

    private void handOver(ProcessSession session, List<TailOutcome> outcomes, Instant now) throws IOException {
        try {
            TailTransfers transfers = new TailTransfers(session, host, now);
            outcomes.forEach(transfers::transfer);
        } catch (RuntimeException e) {
            tailer.release(outcomes);
            session.rollback();
            throw e;
        }
        session.commitAsync(() -> committed(outcomes), failure -> released(outcomes));
        saveIfDue(now);
    }

    private synchronized void committed(List<TailOutcome> outcomes) {
        if (!closed) {
            tailer.confirm(outcomes);
            unsaved = true;
            // What is read from now on has these names, so they must survive a crash first.
            mustSave |= outcomes.stream().anyMatch(TailOutcome::identifies);
        }
    }

    private synchronized void released(List<TailOutcome> outcomes) {
        if (!closed) {
            tailer.release(outcomes);
        }
    }

    private void saveIfDue(Instant now) throws IOException {
        if (mustSave || unsaved && state.isDue(now)) {
            state.save(tailer.checkpoints(), now);
            unsaved = false;
            mustSave = false;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            state.saveAtEnd(tailer.checkpoints());
        } catch (IOException unavailable) {
            logger.warn(
                    "NiFi's state can't be written: what was read since it was last saved is read again", unavailable);
        } finally {
            tailer.close();
        }
    }
}
