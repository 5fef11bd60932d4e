package io.nifistreaming.tail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What applications and rotation do to the logs of a {@link TailWorld}. */
final class TailActions {
    /** Lets the tailer look in the midst of an action. */
    interface Polling {
        void poll(Random dice) throws IOException;
    }

    private final TailWorld world;
    private final Path root;
    private final Polling polling;
    private final Consumer<Supplier<String>> story;

    TailActions(TailWorld world, Path root, Polling polling, Consumer<Supplier<String>> story) {
        this.world = world;
        this.root = root;
        this.polling = polling;
        this.story = story;
    }

    /** Something that applications or rotation do to one of the logs. */
    void change(Random dice) throws IOException {
        Path log = root.resolve(dice.nextInt(3) == 0 ? "b.log" : "a.log");
        switch (dice.nextInt(18)) {
            case 0, 1, 2, 3, 4 -> write(log, dice);
            case 5 -> writePart(log, dice);
            case 6, 7 -> rename(log);
            case 8 -> copyTruncate(log, true, dice);
            case 9 -> copyTruncate(log, false, dice);
            case 10, 11 -> compress(log, dice);
            case 12 -> remove(log);
            case 13 -> remove(rotated(log, 1 + dice.nextInt(3)));
            case 14 -> writeHeader(log);
            case 15 -> writeLines(dated(log, dice), dice);
            case 16 -> remove(dated(log, dice));
            default -> writeLate(log, dice);
        }
    }

    private void writeHeader(Path log) {
        if (isEmpty(log) && world.header == LogHeader.SHORT) {
            world.appendHeader(log);
            tell(() -> "write the header of " + log);
        }
    }

    private boolean isEmpty(Path log) {
        return !world.disk.exists(log) || world.disk.content(log).length == 0;
    }

    void write(Path log, Random dice) {
        if (world.header == LogHeader.SHORT && dice.nextInt(3) == 0 && isEmpty(log)) {
            writeHeader(log);
        } else {
            writeLines(log, dice);
        }
    }

    private void writeLines(Path log, Random dice) {
        for (int index = 0; index <= dice.nextInt(4); index++) {
            world.append(log, world.line(dice.nextInt(dice.nextInt(10) == 0 ? 1_500 : 30)));
        }
        tell(() -> "write " + log + " to " + world.disk.content(log).length);
    }

    /** With the number that makes the line unlike others: what begins alike to the end is alike. */
    private void writePart(Path log, Random dice) {
        if (world.header == LogHeader.LONG && isEmpty(log)) {
            writeLines(log, dice);
            return;
        }
        byte[] line = world.line(dice.nextInt(30));
        int number = new String(line, StandardCharsets.UTF_8).indexOf(':') + 1;
        world.append(log, Arrays.copyOf(line, number + dice.nextInt(line.length - number)));
        tell(() -> "write part of a line to " + log + " to " + world.disk.content(log).length);
    }

    private void writeLate(Path log, Random dice) {
        Path rotated = rotated(log, 1);
        if (world.disk.exists(rotated) && world.at(log) != world.at(rotated)) {
            LogContent content = world.at(rotated);
            if (content.bytes.length == world.length(rotated)) {
                world.append(rotated, world.line(dice.nextInt(30)));
                content.restamped = true;
                tell(() -> "write late to " + rotated);
            }
        }
    }

    void rename(Path log) {
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

    private void copyTruncate(Path log, boolean shifting, Random dice) throws IOException {
        if (!world.disk.exists(log)) {
            return;
        }
        if (shifting) {
            shift(log);
        }
        world.copy(log, rotated(log, 1), dice.nextInt(3) == 0);
        if (dice.nextBoolean()) {
            tell(() -> "copied " + log + ", not truncated yet");
            polling.poll(dice);
        }
        if (dice.nextInt(3) == 0) {
            // Written too late for the copy: destroyed by the truncation.
            writeLines(log, dice);
            if (dice.nextBoolean()) {
                polling.poll(dice);
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
            polling.poll(dice);
            world.disk.overwrite(to, whole);
        }
        boolean isWhole = world.length(from) == world.at(from).bytes.length;
        if (!isWhole || dice.nextInt(4) > 0) {
            // As gzip and zstd do; the compressors of applications don't, and have all of it.
            world.disk.modified(to, world.modifiedMillis(from));
        } else {
            world.at(from).restamped = true;
        }
        if (dice.nextBoolean()) {
            polling.poll(dice);
        }
        world.disk.remove(from);
    }

    private void remove(Path path) {
        if (world.disk.exists(path)) {
            world.disk.remove(path);
            tell(() -> "remove " + path);
        }
    }

    /** Logs that begin a new file each day rather than rename one. */
    private static Path dated(Path log, Random dice) {
        return Path.of(log + "-2026010" + (1 + dice.nextInt(4)));
    }

    private static Path rotated(Path log, int number) {
        return Path.of(log + "." + number);
    }

    private void tell(Supplier<String> what) {
        story.accept(what);
    }
}
