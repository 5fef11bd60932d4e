package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.testing.FakeClock;
import io.nifistreaming.testing.FakeLogFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs that all begin with the same long header, and files that are away for a while: none lost, none read twice. */
class LongHeaderLogsTest {
    private static final Path LOGS = Path.of("/logs");
    private static final Path LOG = LOGS.resolve("app.log");

    private final FakeClock clock = new FakeClock();
    private final FakeLogFiles disk = new FakeLogFiles(clock, true);
    private final TailRig rig = new TailRig(TailPlan.of(TailRoot.of(LOGS, "*.log")), disk, clock.instant());
    private final List<String> written = new ArrayList<>();

    /** Of all that is unread at once, each file is known apart by what follows the header. */
    @ParameterizedTest
    @ValueSource(ints = {0, 500, 1_100, 3_000, 4_095, 4_300, 5_000, 20_000, 60_000})
    void whatIsRotatedAndPackedWhileTheQueueIsFullIsReadOnceAndInOrder(int header) throws IOException {
        for (int rotation = 0; rotation < 6; rotation++) {
            write(header, 10);
            look();
            look();
            remove(".3.gz");
            rename(".2.gz", ".3.gz");
            pack(".1", ".2.gz");
            rename("", ".1");
            look();
        }
        write(header, 5);

        rig.drain();

        assertThat(lines()).isEqualTo(written);
        assertThat(rig.all(TailOutcome.Lost.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500, 1_100, 3_000, 4_095, 4_300, 5_000, 20_000, 60_000})
    void whatIsCopiedTruncatedAndPackedWhileTheQueueIsFullIsReadOnceAndInOrder(int header) throws IOException {
        for (int rotation = 0; rotation < 6; rotation++) {
            write(header, 10);
            // What begins alike is known apart after a few looks, each with more of it.
            look();
            look();
            look();
            rename(".4.gz", ".5.gz");
            rename(".3.gz", ".4.gz");
            rename(".2.gz", ".3.gz");
            pack(".1", ".2.gz");
            disk.overwrite(Path.of(LOG + ".1"), disk.content(LOG));
            disk.overwrite(LOG, new byte[0]);
            look();
        }
        write(header, 5);

        rig.drain();

        assertThat(lines()).isEqualTo(written);
        assertThat(rig.all(TailOutcome.Lost.class)).isEmpty();
    }

    @Test
    void aFileThatWasAwayForLongGoesOnWhereItWas() throws IOException {
        write(0, 5);
        rig.drain();
        disk.rename(LOG, Path.of("/elsewhere/app.log"));
        rig.drain();
        write(0, 0);
        disk.rename(Path.of("/elsewhere/app.log"), LOG);
        rig.drain();
        append("after\n");
        rig.restart();
        rig.drain();

        assertThat(lines()).isEqualTo(written);
    }

    /** What was unread of it was reported, and is delivered all the same; what was delivered is not read again. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFileOfWhichSomethingWasUnreadGoesOnAsWellOnceItIsBack(boolean isReported) throws IOException {
        write(0, 5);
        rig.drain();
        disk.append(LOG, "half of ".getBytes(StandardCharsets.UTF_8));
        rig.pass();
        disk.rename(LOG, Path.of("/elsewhere/app.log"));
        rig.restart();
        for (int time = 0; time < 8; time++) {
            rig.look(isReported);
        }
        disk.rename(Path.of("/elsewhere/app.log"), LOG);
        rig.drain();
        disk.append(LOG, "a line\n".getBytes(StandardCharsets.UTF_8));
        written.add("half of a line\n");
        rig.restart();
        rig.drain();

        assertThat(lines()).isEqualTo(written);
        assertThat(rig.all(TailOutcome.Lost.class)).hasSize(isReported ? 1 : 0);
    }

    /** Nothing but their names tells which is whose. */
    @ParameterizedTest
    @ValueSource(ints = {4_095, 5_000})
    void packedFilesOfLogsThatBeginAlikeAreReadUnderTheNamesOfTheirOwn(int header) throws IOException {
        for (int rotation = 0; rotation < 3; rotation++) {
            for (String log : List.of("/logs/app.log", "/logs/app2.log")) {
                disk.append(Path.of(log), ("h".repeat(header) + "\n").getBytes(StandardCharsets.UTF_8));
                for (int line = 0; line < 7; line++) {
                    String text = log + " " + rotation + ", " + line + "\n";
                    disk.append(Path.of(log), text.getBytes(StandardCharsets.UTF_8));
                    written.add(text);
                }
            }
            look();
            look();
            for (String log : List.of("/logs/app.log", "/logs/app2.log")) {
                move(log + ".2.gz", log + ".3.gz");
                move(log + ".1.gz", log + ".2.gz");
                Path packed = Path.of(log + ".1.gz");
                disk.overwrite(packed, TailWorld.compressed(disk.content(Path.of(log)), Form.GZIP));
                disk.remove(Path.of(log));
            }
            look();
            look();
        }

        rig.drain();

        for (TailBatch batch : rig.batches()) {
            String name = batch.checkpoint().place().name().toString();
            assertThat(new String(MemorySink.bytes(batch), StandardCharsets.UTF_8).lines())
                    .allMatch(line -> line.startsWith(name) || line.startsWith("h"));
        }
        assertThat(lines()).filteredOn(line -> line.startsWith("/")).containsExactlyInAnyOrderElementsOf(written);
    }

    private void move(String from, String to) {
        if (disk.exists(Path.of(from))) {
            disk.rename(Path.of(from), Path.of(to));
        }
    }

    /** Its name moves on with each rotation, faster than it takes to be sure that it is whole. */
    @Test
    void aPackedFileIsReadHoweverOftenItsNameMovesOn() throws IOException {
        write(0, 3);
        byte[] packed = TailWorld.compressed(disk.content(LOG), Form.GZIP);
        disk.remove(LOG);
        append("live\n");
        rig.drain();
        written.add(0, written.remove(written.size() - 1));
        disk.overwrite(LOGS.resolve("app.log.1.gz"), packed);
        for (int name = 1; name < 6; name++) {
            look();
            rename("." + name + ".gz", "." + (name + 1) + ".gz");
        }
        remove(".6.gz");

        assertThat(rig.all(TailOutcome.Discovered.class)).hasSize(2);
    }

    private void look() {
        clock.advance(Duration.ofMillis(600));
        rig.look(clock.instant());
    }

    private void write(int header, int lines) {
        boolean fresh = !disk.exists(LOG) || disk.content(LOG).length == 0;
        if (fresh && header > 0) {
            append("h".repeat(header) + "\n");
        }
        for (int line = 0; line < lines; line++) {
            append("line " + written.size() + "\n");
        }
    }

    private void append(String line) {
        disk.append(LOG, line.getBytes(StandardCharsets.UTF_8));
        written.add(line);
    }

    private void rename(String from, String to) {
        if (disk.exists(Path.of(LOG + from))) {
            disk.rename(Path.of(LOG + from), Path.of(LOG + to));
        }
    }

    private void pack(String from, String to) {
        if (disk.exists(Path.of(LOG + from))) {
            disk.overwrite(Path.of(LOG + to), TailWorld.compressed(disk.content(Path.of(LOG + from)), Form.GZIP));
            disk.remove(Path.of(LOG + from));
        }
    }

    private void remove(String name) {
        if (disk.exists(Path.of(LOG + name))) {
            disk.remove(Path.of(LOG + name));
        }
    }

    private List<String> lines() {
        return rig.text().lines().map(line -> line + "\n").toList();
    }
}
