package io.nifistreaming.tail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** One random life of a directory of logs and of a tailer; see {@link LogTailerModelTest}. */
final class TailScenario {
    private static final Path ROOT = Path.of("/logs");

    private final Random random;
    private final List<String> story;
    private final TailWorld world;
    private final TailPlan plan;
    private final TailActions actions;
    private final MemorySink sink = new MemorySink();
    private Map<String, String> saved = new TreeMap<>();
    private boolean crashed;
    private boolean down;
    private LogTailer tailer;

    TailScenario(long seed, List<String> story) {
        this.random = new Random(seed);
        this.story = story;
        this.world = new TailWorld(random.nextBoolean(), LogHeader.values()[random.nextInt(LogHeader.values().length)]);
        String pattern = random.nextBoolean() ? "*.log" : "*.log*";
        TailRoot root = TailRoot.of(ROOT, pattern);
        TailTimes times = TailTimes.defaults();
        this.plan = TailPlan.of(root)
                .withTimes(new TailTimes(
                        random.nextBoolean() ? times.look() : Duration.ZERO,
                        times.relist(),
                        Duration.ofDays(1),
                        times.idleLook(),
                        times.rotationLinger(),
                        times.flush(),
                        times.settle(),
                        times.retention()))
                .withLimits(new TailLimits(
                        1 + random.nextInt(5),
                        1 + random.nextInt(200),
                        Duration.ZERO,
                        random.nextBoolean() ? 20 : 4096,
                        TailLimits.Overlong.WHOLE));
        this.actions = new TailActions(world, ROOT, this::pollWithin, this::tell);
        world.disk.directory(ROOT);
        tell(() -> "pattern " + pattern + ", header " + world.header + ", " + plan.limits());
        start();
    }

    void run(int steps) throws IOException {
        for (int step = 0; step < steps; step++) {
            step(new Random(random.nextLong()));
        }
        finish();
    }

    private void step(Random dice) throws IOException {
        switch (dice.nextInt(30)) {
            case 0 -> crash();
            case 1 -> advance(Duration.ofMillis(dice.nextInt(3_000)));
            case 2 -> advance(Duration.ofSeconds(dice.nextInt(20)));
            case 3 -> advance(Duration.ofSeconds(dice.nextInt(600) - 300));
            case 4, 5, 6, 7, 8, 9, 10 -> poll(dice);
            case 11 -> pollMeanwhile(dice);
            case 12 -> look(dice);
            case 13 -> downtime(dice);
            default -> {
                beApart();
                actions.change(dice);
            }
        }
    }

    /** Contents that are alike can't be told apart: of those that begin alike more is known before anything happens. */
    private void beApart() throws IOException {
        boolean apart = !world.completeHeaders();
        for (int tries = 0; tries < 5 && !(apart && areKnownApart()); tries++) {
            catchUp();
            apart = true;
        }
    }

    private boolean areKnownApart() {
        if (world.header != LogHeader.LONG) {
            return true;
        }
        boolean within = Checkpoints.decode(saved).all().stream()
                .anyMatch(one -> one.place().isRead() && one.position().offset() <= world.header.length());
        return !within && world.areKnown(lookedFor());
    }

    private void pollWithin(Random dice) throws IOException {
        if (!down) {
            poll(dice);
            beApart();
        }
    }

    private void catchUp() throws IOException {
        for (int look = 0; look < 10; look++) {
            world.clock.advance(Duration.ofSeconds(1));
            List<TailOutcome> outcomes = tailer.poll(world.clock.instant(), sink, 50);
            tell(() -> "catch up: " + shown(outcomes));
            allOf(outcomes);
        }
    }

    /** While the tailer reads, a log is written to, or replaced by other content in place or under its name. */
    private void pollMeanwhile(Random dice) throws IOException {
        Path log = ROOT.resolve("a.log");
        if (world.header == LogHeader.LONG) {
            catchUp();
        }
        beApart();
        int what = dice.nextInt(3);
        Random chance = new Random(dice.nextLong());
        int reads = dice.nextInt(5);
        sink.atOpen = () -> {
            world.remember();
            world.disk.meanwhile(reads, () -> {
                tell(() -> "meanwhile:");
                if (what == 0) {
                    actions.rename(log);
                } else if (what == 1 && world.disk.exists(log)) {
                    world.truncate(log);
                }
                actions.write(log, chance);
            });
        };
        poll(dice);
        sink.atOpen = () -> {};
    }

    /** The tailer stops as it should, and much may happen until it starts again. */
    private void downtime(Random dice) throws IOException {
        beApart();
        save();
        tailer.close();
        tell(() -> "down");
        world.restarted();
        down = true;
        for (int changes = dice.nextInt(12); changes >= 0; changes--) {
            actions.change(new Random(dice.nextLong()));
            world.completeHeaders();
            world.clock.advance(Duration.ofMillis(dice.nextInt(100)));
        }
        down = false;
        tell(() -> "up");
        start();
    }

    private void crash() {
        tailer.close();
        world.crashed();
        crashed = true;
        tell(() -> "crash");
        start();
    }

    private void start() {
        tailer = new LogTailer(plan, world.disk, TailListener.none(), Checkpoints.decode(saved), world.clock.instant());
    }

    private void advance(Duration by) {
        world.clock.advance(by);
        tell(() -> "advance " + by);
    }

    private void poll(Random dice) throws IOException {
        if (dice.nextBoolean()) {
            world.clock.advance(Duration.ofMillis(500));
        }
        List<TailOutcome> outcomes = tailer.poll(world.clock.instant(), sink, 1 + dice.nextInt(6));
        tell(() -> "poll: " + shown(outcomes));
        int effects = dice.nextInt(4) == 0 ? dice.nextInt(outcomes.size() + 1) : outcomes.size();
        boolean identified = false;
        for (TailOutcome outcome : outcomes.subList(0, effects)) {
            effect(outcome);
            identified |= outcome.identifies();
        }
        world.disk.meanwhile(-1, () -> {});
        boolean undisturbed = !world.forget();
        if (effects > 0 && dice.nextInt(8) == 0) {
            crash();
            return;
        }
        tailer.confirm(outcomes.subList(0, effects));
        if (identified || dice.nextBoolean()) {
            // The others are under way still: what a crash would find then must not hold them.
            save();
        }
        tailer.release(outcomes.subList(effects, outcomes.size()));
        if (undisturbed) {
            world.looked(tailer.checkpoints());
        }
        if (identified || dice.nextBoolean()) {
            save();
        }
    }

    /** Nobody takes what would be read; of what is found, all is. */
    private void look(Random dice) {
        List<TailOutcome> outcomes = tailer.look(world.clock.instant(), dice.nextBoolean());
        tell(() -> "look: " + shown(outcomes));
        allOf(outcomes);
    }

    /** Nothing disturbs what comes of these. */
    private void allOf(List<TailOutcome> outcomes) {
        outcomes.forEach(this::effect);
        tailer.confirm(outcomes);
        world.looked(tailer.checkpoints());
        save();
    }

    private void save() {
        saved = tailer.checkpoints().encode();
        world.saved();
    }

    private void effect(TailOutcome outcome) {
        if (outcome.identifies()) {
            identified(outcome.checkpoint());
        } else if (outcome instanceof TailOutcome.Batch batch) {
            LogContent content = world.delivered(batch.batch(), MemorySink.bytes(batch.batch()));
            if (!crashed) {
                new TailVerdict(world, lookedFor(), false).inOrder(content);
            }
        } else if (outcome instanceof TailOutcome.Lost lost) {
            world.lost(lost.report());
        }
    }

    /** A generation that begins empty may be of any content until the first bytes are known. */
    private void identified(Checkpoint checkpoint) {
        Place place = checkpoint.place();
        boolean there = place.state() != Place.State.MISSING;
        if (checkpoint.identity().fingerprint().length() > 0 && there) {
            world.identified(checkpoint.identity().source(), place);
        }
    }

    private void finish() throws IOException {
        world.completeHeaders();
        int quiet = 0;
        for (int round = 0; quiet < 6; round++) {
            if (round > 2_000) {
                throw new AssertionError("Never comes to rest");
            }
            world.clock.advance(Duration.ofSeconds(3));
            List<TailOutcome> outcomes = tailer.poll(world.clock.instant(), sink, 50);
            tell(() -> "finish: " + shown(outcomes));
            allOf(outcomes);
            quiet = outcomes.isEmpty() ? quiet + 1 : 0;
        }
        tell(() -> "at rest:\n" + tailer.checkpoints());
        TailVerdict verdict = new TailVerdict(world, lookedFor(), crashed);
        world.contents.forEach(verdict::judge);
        tailer.close();
        if (world.disk.open() != 0) {
            throw new AssertionError("Files left open: " + world.disk.open());
        }
    }

    /** What the pattern matches, and what was rotated away from such a name since the state began. */
    private Predicate<Path> lookedFor() {
        TailRoot.Matcher matcher = plan.roots().get(0).matcher();
        long since = tailer.checkpoints().since().orElseThrow().toEpochMilli();
        return path ->
                matcher.matches(path) || matcher.rotatedFrom(path).isPresent() && world.modifiedMillis(path) > since;
    }

    private static String shown(List<TailOutcome> outcomes) {
        StringBuilder shown = new StringBuilder();
        for (TailOutcome outcome : outcomes) {
            shown.append("\n      ").append(outcome.getClass().getSimpleName()).append(' ');
            if (outcome instanceof TailOutcome.Batch batch) {
                shown.append(batch.source()).append(batch.batch().range());
            } else if (outcome instanceof TailOutcome.Lost lost) {
                shown.append(lost.report().source()).append(lost.report().message());
            } else {
                shown.append(outcome.checkpoint().encode());
            }
        }
        return shown.toString();
    }

    private void tell(Supplier<String> what) {
        if (story != null) {
            story.add(what.get());
        }
    }
}
