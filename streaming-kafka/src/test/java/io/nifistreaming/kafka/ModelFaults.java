package io.nifistreaming.kafka;

import io.nifistreaming.kafka.testing.FakeProcess;
import io.nifistreaming.kafka.testing.Faults;
import io.nifistreaming.kafka.testing.KilledError;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.errors.TimeoutException;

/** Random trouble, now and then, at every point of the protocol. */
final class ModelFaults implements Faults {
    private static final Set<Step> BETWEEN = EnumSet.of(Step.FENCE, Step.BEGIN, Step.FLUSH, Step.COMMIT, Step.ABORT);

    private final Random random;
    private final int oneIn;
    private FakeProcess running;
    private Runnable meanwhile = () -> {};
    private Runnable zombies = () -> {};
    private final Set<FakeProcess> begun = new HashSet<>();
    private boolean calm;

    ModelFaults(Random random, int oneIn) {
        this.random = random;
        this.oneIn = oneIn;
    }

    /** The process that works from now on, and may be killed; the one that did before. */
    FakeProcess running(FakeProcess process) {
        FakeProcess before = running;
        running = process;
        return before;
    }

    /** What other tasks of the same process do between two steps of one; never while it takes over, under a lock. */
    void meanwhile(Runnable others) {
        meanwhile = others;
    }

    /** What earlier lives do between two steps; they know no lock of this process. */
    void zombies(Runnable stirring) {
        zombies = stirring;
    }

    void calm() {
        calm = true;
    }

    @Override
    public void before(Step step) {
        if (step == Step.INIT || BETWEEN.contains(step) && random.nextInt(20) == 0) {
            if (begun.contains(running)) {
                meanwhile.run();
            }
            zombies.run();
        }
        trouble(step);
    }

    @Override
    public void after(Step step) {
        if (step == Step.READ_PROGRESS) {
            begun.add(running);
        }
        if (step != Step.COMMIT && step != Step.ABORT) {
            trouble(step);
        } else {
            kill(step);
        }
    }

    @Override
    public CommitFate commitFate() {
        return !calm && random.nextInt(2 + oneIn / 6) == 0
                ? CommitFate.values()[random.nextInt(CommitFate.values().length)]
                : CommitFate.ANSWERED;
    }

    @Override
    public boolean delayedCommitArrives() {
        return random.nextBoolean();
    }

    private void trouble(Step step) {
        kill(step);
        if (strikes(step)) {
            throw new TimeoutException("The fake broker did not answer at " + step);
        }
    }

    private void kill(Step step) {
        if (strikes(step)) {
            running.kill();
            throw new KilledError();
        }
    }

    /** There are many sends in a transaction, and but one commit. */
    private boolean strikes(Step step) {
        return !calm && random.nextInt(step == Step.SEND ? oneIn * 10 : oneIn) == 0;
    }
}
