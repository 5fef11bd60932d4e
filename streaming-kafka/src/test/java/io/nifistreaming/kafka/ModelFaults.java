package io.nifistreaming.kafka;

import io.nifistreaming.kafka.testing.FakeProcess;
import io.nifistreaming.kafka.testing.Faults;
import io.nifistreaming.kafka.testing.KilledError;
import java.util.Random;
import org.apache.kafka.common.errors.TimeoutException;

/** Random trouble, now and then, at every point of the protocol. */
final class ModelFaults implements Faults {
    private final Random random;
    private final int oneIn;
    private FakeProcess running;
    private Runnable meanwhile = () -> {};
    private boolean calm;

    ModelFaults(Random random, int oneIn) {
        this.random = random;
        this.oneIn = oneIn;
    }

    void running(FakeProcess process) {
        running = process;
    }

    /** What other tasks do while a lease is being taken over. */
    void meanwhile(Runnable others) {
        meanwhile = others;
    }

    void calm() {
        calm = true;
    }

    @Override
    public void before(Step step) {
        if (step == Step.INIT) {
            meanwhile.run();
        }
        trouble(step);
    }

    @Override
    public void after(Step step) {
        if (step != Step.COMMIT && step != Step.ABORT) {
            trouble(step);
        } else {
            kill(step);
        }
    }

    @Override
    public CommitFate commitFate() {
        return strikes(Step.COMMIT)
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
