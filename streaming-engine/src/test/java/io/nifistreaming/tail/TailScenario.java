package io.nifistreaming.tail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
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
    private final MemorySink sink = new MemorySink();
    private Map<String, String> saved = new TreeMap<>();
    private boolean crashed;
    private LogTailer tailer;

    TailScenario(long seed, List<String> story) {
        this.random = new Random(seed);
        this.story = story;
        this.world = new TailWorld(random.nextBoolean());
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
        world.disk.directory(ROOT);
        tell(() -> "pattern " + pattern + ", " + plan.limits());
        start();
    }

    void run(int steps) throws IOException {
        for (int step = 0; step < steps; step++) {
            step(new Random(random.nextLong()));
        }
        finish();
    }

    private void step(Random dice) throws IOException {
        switch (dice.nextInt(28)) {
            case 0 -> crash();
            case 1 -> advance(Duration.ofMillis(dice.nextInt(3_000)));
            case 2 -> advance(Duration.ofSeconds(dice.nextInt(20)));
            case 3 -> jump(dice);
            case 4, 5, 6, 7, 8, 9, 10 -> poll(dice);
            case 11 -> pollMeanwhile(dice);
            default -> change(dice);
        }
    }

    private void change(Random dice) throws IOException {
        Path log = ROOT.resolve(dice.nextInt(3) == 0 ? "b.log" : "a.log");
        if (world.completeHeaders()) {
            catchUp();
        }
        switch (dice.nextInt(16)) {
            case 0, 1, 2, 3, 4 -> write(log, dice);
            case 5 -> writePart(log, dice);
            case 6, 7 -> rename(log);
            case 8 -> copyTruncate(log, true);
            case 9 -> copyTruncate(log, false);
            case 10, 11 -> compress(log, dice);
            case 12 -> remove(log);
            case 13 -> remove(rotated(log, 1 + dice.nextInt(3)));
            case 14 -> writeHeader(log);
            default -> writeLate(log, dice);
        }
    }

    /** Contents that are alike can't be told apart: of those that begin alike more is known before anything happens. */
    private void catchUp() throws IOException {
        for (int look = 0; look < 10; look++) {
            world.clock.advance(Duration.ofSeconds(1));
            List<TailOutcome> outcomes = tailer.poll(world.clock.instant(), sink, 50);
            tell(() -> "catch up: " + shown(outcomes));
            outcomes.forEach(this::effect);
            tailer.confirm(outcomes);
            world.looked();
            save();
        }
    }

    private void writeHeader(Path log) {
        if (!world.disk.exists(log) || world.disk.content(log).length == 0) {
            world.appendHeader(log);
            tell(() -> "write the header of " + log);
        }
    }

    /** While the tailer reads, a log is written to, or replaced by other content in place or under its name. */
    private void pollMeanwhile(Random dice) throws IOException {
        Path log = ROOT.resolve("a.log");
        if (world.completeHeaders()) {
            catchUp();
        }
        int what = dice.nextInt(3);
        Random chance = new Random(dice.nextLong());
        int reads = dice.nextInt(5);
        sink.atOpen = () -> {
            world.remember();
            world.disk.meanwhile(reads, () -> {
                tell(() -> "meanwhile:");
                if (what == 0) {
                    rename(log);
                } else if (what == 1 && world.disk.exists(log)) {
                    world.truncate(log);
                }
                write(log, chance);
            });
        };
        poll(dice);
        sink.atOpen = () -> {};
    }

    private void write(Path log, Random dice) {
        for (int index = 0; index <= dice.nextInt(4); index++) {
            world.append(log, world.line(dice.nextInt(dice.nextInt(10) == 0 ? 1_500 : 30)));
        }
        tell(() -> "write " + log + " to " + world.disk.content(log).length);
    }

    /** With the number that makes the line unlike others: what begins alike to the end is alike. */
    private void writePart(Path log, Random dice) {
        byte[] line = world.line(dice.nextInt(30));
        int number = new String(line, StandardCharsets.UTF_8).indexOf(':') + 1;
        world.append(log, Arrays.copyOf(line, number + dice.nextInt(line.length - number)));
        tell(() -> "write part of a line to " + log + " to " + world.disk.content(log).length);
    }

    private void writeLate(Path log, Random dice) {
        Path rotated = rotated(log, 1);
        if (world.disk.exists(rotated) && world.at(log) != world.at(rotated)) {
            TailWorld.Content content = world.at(rotated);
            if (content.bytes.length == world.length(rotated)) {
                world.append(rotated, world.line(dice.nextInt(30)));
                tell(() -> "write late to " + rotated);
            }
        }
    }

    private void rename(Path log) {
        if (world.disk.exists(log)) {
            shift(log);
            world.disk.rename(log, rotated(log, 1));
            tell(() -> "rename " + log);
        }
    }

    private void shift(Path log) {
        for (int number = 3; number >= 1; number--) {
            for (String suffix : List.of("", ".gz", ".zst")) {
                Path from = Path.of(rotated(log, number) + suffix);
                if (world.disk.exists(from)) {
                    Path to = Path.of(rotated(log, number + 1) + suffix);
                    if (number == 3) {
                        world.disk.remove(from);
                    } else {
                        world.disk.rename(from, to);
                    }
                }
            }
        }
    }

    private void copyTruncate(Path log, boolean shifting) throws IOException {
        if (!world.disk.exists(log)) {
            return;
        }
        if (shifting) {
            shift(log);
        }
        world.copy(log, rotated(log, 1));
        Random dice = new Random(random.nextLong());
        if (dice.nextBoolean()) {
            tell(() -> "copied " + log + ", not truncated yet");
            poll(dice);
        }
        if (dice.nextInt(3) == 0) {
            // Written too late for the copy: destroyed by the truncation.
            write(log, dice);
            if (dice.nextBoolean()) {
                poll(dice);
            }
        }
        world.truncate(log);
        tell(() -> "copytruncate " + log + (shifting ? "" : " over the last copy"));
    }

    private void compress(Path log, Random dice) throws IOException {
        Path from = rotated(log, 1 + dice.nextInt(2));
        Path to = Path.of(from + (dice.nextBoolean() ? ".gz" : ".zst"));
        if (!world.disk.exists(from) || world.disk.exists(to)) {
            return;
        }
        world.compress(from, to);
        tell(() -> "compress " + from + " to " + to);
        if (dice.nextBoolean()) {
            byte[] whole = world.disk.content(to);
            world.disk.overwrite(to, java.util.Arrays.copyOf(whole, dice.nextInt(whole.length)));
            poll(dice);
            world.disk.overwrite(to, whole);
        }
        if (dice.nextBoolean()) {
            poll(dice);
        }
        world.disk.remove(from);
    }

    private void remove(Path path) {
        if (world.disk.exists(path)) {
            world.disk.remove(path);
            tell(() -> "remove " + path);
        }
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

    private void jump(Random dice) {
        advance(Duration.ofSeconds(dice.nextInt(600) - 300));
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
            world.looked();
        }
        if (identified || dice.nextBoolean()) {
            save();
        }
    }

    private void save() {
        saved = tailer.checkpoints().encode();
        world.saved();
    }

    private void effect(TailOutcome outcome) {
        if (outcome.identifies()) {
            identified(outcome.checkpoint());
        } else if (outcome instanceof TailOutcome.Batch batch) {
            world.delivered(batch.batch(), MemorySink.bytes(batch.batch()));
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
        int quiet = 0;
        for (int round = 0; quiet < 6; round++) {
            if (round > 2_000) {
                throw new AssertionError("Never comes to rest");
            }
            world.clock.advance(Duration.ofSeconds(3));
            List<TailOutcome> outcomes = tailer.poll(world.clock.instant(), sink, 50);
            tell(() -> "finish: " + shown(outcomes));
            outcomes.forEach(this::effect);
            tailer.confirm(outcomes);
            world.looked();
            save();
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

    private static Path rotated(Path log, int number) {
        return Path.of(log + "." + number);
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
