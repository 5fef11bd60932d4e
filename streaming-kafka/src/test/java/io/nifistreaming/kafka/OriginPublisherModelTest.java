package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.testing.FakeRecord;
import io.nifistreaming.origin.Origin;
import io.nifistreaming.origin.OriginKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random lives of a NiFi: flow files reordered, split, cloned, batched anew and replayed, with crashes,
 * lost answers and late commits at every point of the protocol. Repeat a failed one with
 * {@code -Dmodel.seed=N}; {@code -Dmodel.lives=N} for more of them.
 */
class OriginPublisherModelTest {
    private static final int LIVES = Integer.getInteger("model.lives", 2_000);
    private static final int DEEDS = 40;
    private static final int PATIENCE = 2_000;

    @Test
    void everyRangeLandsExactlyOnceWhateverHappens() {
        Long only = Long.getLong("model.seed");
        long first = only != null ? only : System.nanoTime();
        System.out.println("OriginPublisherModelTest: " + LIVES + " lives from model.seed=" + first);

        for (long seed = first; seed < first + (only != null ? 1 : LIVES); seed++) {
            live(seed);
        }
    }

    private static void live(long seed) {
        Random random = new Random(seed);
        ModelNifi nifi = new ModelNifi(random);
        List<ModelFlowFile> emitted = new ArrayList<>();
        for (int index = 0; index < 1 + random.nextInt(3); index++) {
            OriginKind kind = random.nextBoolean() ? OriginKind.HTTP : OriginKind.FILE;
            emitted.addAll(new ModelSource(kind, "s" + index, 1 + random.nextInt(30), random).emit());
        }
        try {
            nifi.enqueue(emitted);
            for (int deed = 0; deed < DEEDS; deed++) {
                nifi.doSomething();
            }
            nifi.calmDown();
            for (int deed = 0; deed < PATIENCE && !nifi.isIdle(); deed++) {
                nifi.doSomething();
            }
        } catch (RuntimeException | Error broken) {
            throw new AssertionError("model.seed=" + seed, broken);
        }
        assertThat(nifi.isIdle())
                .as("all is settled in the end, model.seed=%d", seed)
                .isTrue();
        nifi.calmDown();
        check(nifi, emitted, seed);
    }

    private static void check(ModelNifi nifi, List<ModelFlowFile> emitted, long seed) {
        Map<String, String> expected = new HashMap<>();
        Set<String> impossible = new HashSet<>();
        for (ModelFlowFile one : emitted) {
            for (int index = 0; index < one.lines().size(); index++) {
                if (one.lines().get(index).contains(ModelNifi.TOO_LARGE)) {
                    impossible.add(one.identities().get(index));
                } else {
                    expected.put(one.identities().get(index), one.lines().get(index));
                }
            }
        }
        Map<String, String> found = new HashMap<>();
        for (FakeRecord one : nifi.kafka().committed(ModelNifi.TOPIC)) {
            String twice = found.put(identity(one), text(one.data().value()));
            assertThat(twice)
                    .as("%s is there once, model.seed=%d", identity(one), seed)
                    .isNull();
        }
        assertThat(found).as("what is in the topic, model.seed=%d", seed).isEqualTo(expected);
        assertThat(nifi.rejected()).as("what was rejected, model.seed=%d", seed).isEqualTo(impossible);
    }

    private static String identity(FakeRecord one) {
        return header(one, Origin.KIND) + ":" + header(one, Origin.ID) + "#" + header(one, Origin.GENERATION) + "@"
                + header(one, Origin.FIRST);
    }

    private static String header(FakeRecord one, String name) {
        return text(one.data().headers().lastHeader(name).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
