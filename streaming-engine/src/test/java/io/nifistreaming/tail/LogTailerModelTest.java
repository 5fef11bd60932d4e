package io.nifistreaming.tail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random writers, rotations, deletions, crashes and clocks against {@link TailWorld}. A failure names its seed and the
 * shortest prefix of its steps that fails.
 *
 * <p>What is promised: no byte is told under two names, and no two under one; what is left on the disk is delivered;
 * what was seen and is not delivered is reported as lost. What nobody saw nobody can report.
 */
class LogTailerModelTest {
    private static final int SEEDS = 500;
    private static final int STEPS = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyByteIsDeliveredOrReported(long round) {
        for (int index = 0; index < SEEDS; index++) {
            check(round * 1_000_000 + index);
        }
    }

    static void check(long seed) {
        if (failure(seed, STEPS, null) != null) {
            int steps = 0;
            while (failure(seed, steps, null) == null) {
                steps++;
            }
            List<String> story = new ArrayList<>();
            Throwable shortest = failure(seed, steps, story);
            throw new AssertionError(
                    "Seed " + seed + ", " + steps + " steps:\n  " + String.join("\n  ", story) + "\n" + shortest,
                    shortest);
        }
    }

    private static Throwable failure(long seed, int steps, List<String> story) {
        try {
            new TailScenario(seed, story).run(steps);
            return null;
        } catch (AssertionError | RuntimeException | IOException e) {
            return e;
        }
    }
}
