package io.nifistreaming.nifi.poll;

import io.nifistreaming.poll.PollEnvironment;
import io.nifistreaming.poll.PollPlan;
import io.nifistreaming.poll.PriceChangeFilter;
import io.nifistreaming.store.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.ProcessSessionFactory;

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
    private volatile boolean cursorsForgotten;
    private volatile boolean storeFailing;
    private volatile boolean polling;
    private volatile PollRun run;

    private PollEngine(PollSettings settings, PollResources resources, Clock clock, ComponentLog logger) {
        this.settings = settings;
        this.resources = resources;
        this.clock = clock;
        this.logger = logger;
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
            return new PollEngine(settings, resources, clock, logger);
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
    boolean trigger(ProcessContext context, ProcessSessionFactory sessions, boolean polls) throws IOException {
        if (run == null || cursorsForgotten || polls != polling) {
            begin(context, polls);
        }
        inputs.take(context, sessions, run.poller());
        List<OutboxEntry> leftovers = run.leftovers(MOST_LEFTOVERS);
        PollRun.Harvest harvest =
                leftovers.isEmpty() ? run.poll(MOST_OUTCOMES, oneShots) : new PollRun.Harvest(leftovers, List.of());
        storeRecovered();
        if (harvest.isEmpty() && !savesCursors()) {
            return !run.isIdleUntil(clock.instant().plus(REST));
        }
        handOver(context, sessions.createSession(), harvest);
        return true;
    }

    /** Another node's cursors are that node's business. */
    private boolean savesCursors() {
        return polling && run.cursors().isUnsaved();
    }

    private void begin(ProcessContext context, boolean polls) throws IOException {
        Map<String, String> state =
                context.getStateManager().getState(Scope.CLUSTER).toMap();
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
    }

    /** Flow files and cursors in one session; what fails is handed over again, and is recognised where it lands. */
    private void handOver(ProcessContext context, ProcessSession session, PollRun.Harvest harvest) throws IOException {
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
            if (savesCursors()) {
                session.setState(current.cursors().toSave(), Scope.CLUSTER);
            }
        } catch (RuntimeException | IOException | Error failure) {
            current.undelivered(entries);
            session.rollback();
            throw failure;
        }
        session.commitAsync(() -> delivered(current, entries), failure -> current.undelivered(entries));
    }

    private void delivered(PollRun current, List<OutboxEntry> entries) {
        try {
            current.delivered(entries);
        } catch (StoreException | IllegalStateException failure) {
            // They are handed over again after the next start, with the same numbers.
            logger.debug("Entries handed over could not be taken out of the store", failure);
        }
    }

    /** One bulletin until the store works again. */
    void storeFailed(StoreException failure) {
        if (storeFailing) {
            logger.debug("The store still fails", failure);
        } else {
            logger.error("Polling waits: {}", failure.getMessage(), failure);
        }
        storeFailing = true;
    }

    private void storeRecovered() {
        if (storeFailing) {
            storeFailing = false;
            logger.info("The store works again");
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
