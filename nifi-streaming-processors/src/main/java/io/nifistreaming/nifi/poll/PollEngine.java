package io.nifistreaming.nifi.poll;

import io.nifistreaming.nifi.RetryPause;
import io.nifistreaming.nifi.StateWrites;
import io.nifistreaming.nifi.poll.PollTroubles.Trouble;
import io.nifistreaming.poll.PollEnvironment;
import io.nifistreaming.poll.PollPlan;
import io.nifistreaming.poll.PriceChangeFilter;
import io.nifistreaming.store.Batch;
import io.nifistreaming.store.Durability;
import io.nifistreaming.store.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.components.state.StateManager;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.ProcessSessionFactory;
import org.apache.nifi.processor.exception.FlowFileAccessException;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.processor.exception.TerminatedTaskException;

/** The processor between start and stop: each trigger hands over what has come back meanwhile. */
final class PollEngine implements AutoCloseable {
    private static final int MOST_OUTCOMES = 200;
    private static final int MOST_LEFTOVERS = 50;
    private static final Duration REST = Duration.ofSeconds(1);

    private final PollSettings settings;
    private final PollResources resources;
    private final Clock clock;
    private final ComponentLog logger;
    private final Outbox outbox;
    private final OneShots oneShots;
    private final InputQueue inputs;
    private final PollTroubles troubles;
    private final StateWrites state;
    private final RetryPause handOvers;
    private volatile boolean cursorsForgotten;
    private volatile boolean polling;
    private volatile PollRun run;

    private PollEngine(
            PollSettings settings, PollResources resources, StateManager states, Clock clock, ComponentLog logger) {
        this.state = new StateWrites(states, Scope.CLUSTER, clock);
        this.handOvers = new RetryPause(clock);
        this.settings = settings;
        this.resources = resources;
        this.clock = clock;
        this.logger = logger;
        this.troubles = new PollTroubles(logger);
        long generation = clock.millis() * 1_000 + new Random().nextInt(1_000);
        this.outbox = Outbox.open(resources.store(), settings.maxRecords(), generation);
        this.oneShots = new OneShots(resources.extractors(), resources.auth(), PollCompetitorPrices.FAILURE);
        this.inputs = new InputQueue(new InputTargets(settings), oneShots);
    }

    /** Opens everything, or nothing. */
    static PollEngine start(
            ProcessContext context, String componentId, StoreOpener stores, Clock clock, ComponentLog logger) {
        PollSettings settings = PollSettings.from(context, componentId);
        PollResources resources = PollResources.open(context, settings, stores, clock, logger);
        try {
            return new PollEngine(settings, resources, context.getStateManager(), clock, logger);
        } catch (RuntimeException | Error failure) {
            resources.close();
            throw failure;
        }
    }

    /**
     * Does what there is to do.
     *
     * @param polls whether this node polls the scheduled targets; flow files are served in any case
     * @return false if nothing can happen for a while
     */
    boolean trigger(ProcessContext context, ProcessSessionFactory sessions, boolean polls) {
        try {
            return handOvers.isOver() && work(context, sessions, polls);
        } catch (StoreException broken) {
            troubles.sign(Trouble.STORE, broken);
        } catch (TerminatedTaskException stopped) {
            throw stopped;
        } catch (ProcessException | FlowFileAccessException failure) {
            notHandedOver(failure);
        }
        return false;
    }

    private boolean work(ProcessContext context, ProcessSessionFactory sessions, boolean polls) {
        if (troubles.lasts(Trouble.STORE)) {
            tryStore();
        }
        if ((run == null || cursorsForgotten || polls != polling) && !begin(context, polls)) {
            return false;
        }
        inputs.take(context, sessions, run.poller());
        List<OutboxEntry> leftovers = run.leftovers(MOST_LEFTOVERS);
        PollRun.Harvest harvest =
                leftovers.isEmpty() ? run.poll(MOST_OUTCOMES, oneShots) : new PollRun.Harvest(leftovers, List.of());
        if (!harvest.isEmpty()) {
            handOver(context, sessions.createSession(), harvest);
            return true;
        }
        return saveCursors(run) || !run.isIdleUntil(clock.instant().plus(REST));
    }

    /** Sites are not asked again for what could not be kept: a store that failed has to prove itself first. */
    private void tryStore() {
        resources
                .store()
                .write(
                        new Batch().put(LedgerCodec.GENERATION, LedgerCodec.number(outbox.generation())),
                        Durability.POWER);
        troubles.over(Trouble.STORE);
    }

    /** Another node's cursors are that node's business. Returns whether something was saved. */
    private boolean saveCursors(PollRun current) {
        if (!polling || !current.cursors().isUnsaved() || !state.isDue()) {
            return false;
        }
        try {
            state.write(current.cursors().toSave());
            troubles.over(Trouble.STATE_WRITE);
            return true;
        } catch (IOException unavailable) {
            current.cursors().markUnsaved();
            troubles.sign(Trouble.STATE_WRITE, unavailable);
            return false;
        }
    }

    private boolean begin(ProcessContext context, boolean polls) {
        Map<String, String> state;
        try {
            state = context.getStateManager().getState(Scope.CLUSTER).toMap();
        } catch (IOException unavailable) {
            troubles.sign(Trouble.STATE_READ, unavailable);
            return false;
        }
        troubles.over(Trouble.STATE_READ);
        cursorsForgotten = false;
        oneShots.close();
        List<TargetSpec> targets = polls ? settings.targets() : List.of();
        PollPlan plan = settings.plan(outbox.generation(), targets);
        PriceLedger ledger = new PriceLedger(resources.store(), new PriceChangeFilter(settings.policy()), outbox);
        PollEnvironment environment = new PollEnvironment(
                resources.http(),
                resources.extractors(),
                resources.auth(),
                clock,
                new Random(),
                new PollBulletins(logger));
        run = new PollRun(ledger, outbox, plan, environment, new PollCursors(targets, state));
        polling = polls;
        return true;
    }

    /** Flow files first, then the cursors; what fails is handed over again, and is recognised where it lands. */
    private void handOver(ProcessContext context, ProcessSession session, PollRun.Harvest harvest) {
        PollRun current = run;
        List<OutboxEntry> entries = harvest.entries();
        try {
            for (OutboxEntry entry : entries) {
                resources.emitter().emit(session, entry);
            }
            if (context.hasConnection(PollCompetitorPrices.UNCHANGED)) {
                for (UnchangedRows rows : harvest.unchanged()) {
                    resources.emitter().emit(session, rows);
                }
            }
        } catch (RuntimeException | Error failure) {
            current.undelivered(entries);
            session.rollback();
            throw failure;
        }
        session.commitAsync(() -> delivered(current, entries), failure -> refused(current, entries, failure));
    }

    private void refused(PollRun current, List<OutboxEntry> entries, Throwable failure) {
        current.undelivered(entries);
        if (!(failure instanceof TerminatedTaskException)) {
            notHandedOver(failure);
        }
    }

    private void notHandedOver(Throwable failure) {
        handOvers.failed();
        troubles.sign(Trouble.HAND_OVER, failure);
    }

    private void delivered(PollRun current, List<OutboxEntry> entries) {
        handOvers.worked();
        troubles.over(Trouble.HAND_OVER);
        saveCursors(current);
        try {
            current.delivered(entries);
        } catch (StoreException | IllegalStateException failure) {
            // They are handed over again after the next start, with the same numbers.
            logger.debug("Entries handed over could not be taken out of the store", failure);
        }
    }

    /** The state is read again before anything else is polled. */
    void forgetCursors() {
        cursorsForgotten = true;
    }

    @Override
    public void close() {
        oneShots.close();
        resources.close();
    }
}
