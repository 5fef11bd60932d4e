package io.nifistreaming.sandbox.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes: a small JVM that waits until it is ended. */
class PartProcessTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    private Path dir;

    private PartProcess process;
    private Part part;

    @BeforeEach
    void part() throws IOException {
        process = new PartProcess("sleeper", dir);
        part = new Sleeper(dir.resolve("sleeper"));
        Files.createDirectories(part.home());
        part.prepare();
    }

    @AfterEach
    void kill() {
        process.kill();
    }

    @Test
    void aStartedProcessIsFoundAndAStoppedOneIsNot() {
        ProcessHandle handle = process.start(JAVA, part);

        assertThat(process.find()).map(ProcessHandle::pid).hasValue(handle.pid());

        process.stop(Duration.ofSeconds(30));
        assertThat(handle.isAlive()).isFalse();
        assertThat(process.find()).isEmpty();
    }

    @Test
    void killReturnsWhenTheProcessIsGoneAndSaysWhetherThereWasOne() {
        ProcessHandle handle = process.start(JAVA, part);

        boolean killed = process.kill();

        assertThat(killed).isTrue();
        assertThat(handle.isAlive()).isFalse();
        assertThat(process.kill()).isFalse();
    }

    @Test
    void aProcessWhoseFileWasLostOrCutShortIsFoundByItsMarks() throws IOException {
        ProcessHandle handle = process.start(JAVA, part);
        Path file = dir.resolve("run/sleeper.pid");

        Files.writeString(file, "12");
        assertThat(process.find()).map(ProcessHandle::pid).hasValue(handle.pid());

        Files.delete(file);
        assertThat(process.find()).map(ProcessHandle::pid).hasValue(handle.pid());
    }

    @Test
    void aProcessIdThatBelongsToSomebodyElseNowIsNotOurs() throws IOException {
        ProcessHandle self = ProcessHandle.current();
        Files.createDirectories(dir.resolve("run"));
        Files.writeString(
                dir.resolve("run/sleeper.pid"),
                self.pid() + " " + self.info().startInstant().orElseThrow() + "\n");

        assertThat(process.find()).isEmpty();
        assertThat(process.kill()).isFalse();
        assertThat(self.isAlive()).isTrue();
    }

    @Test
    void theSamePartOfAnotherSandboxIsNotOurs() {
        process.start(JAVA, part);

        assertThat(new PartProcess("sleeper", dir.resolve("other")).find()).isEmpty();
        assertThat(new PartProcess("other", dir).find()).isEmpty();
    }

    @Test
    void whatTheProcessWritesGoesToItsOutputFile() throws IOException {
        Path program = part.home().resolve("Sleeper.java");
        Files.writeString(
                program, "class Sleeper { public static void main(String[] a) { System.err.println(\"hi\"); } }");

        process.start(JAVA, part).onExit().join();

        assertThat(part.output()).content().contains("hi");
    }

    private record Sleeper(Path home) implements Part {
        @Override
        public String name() {
            return "sleeper";
        }

        @Override
        public String title() {
            return "the sleeper";
        }

        @Override
        public String address() {
            return "nowhere";
        }

        @Override
        public List<Integer> ports() {
            return List.of();
        }

        @Override
        public int megabytes() {
            return 50;
        }

        @Override
        public void prepare() {
            String program = "class Sleeper { public static void main(String[] a) throws Exception {"
                    + " new java.util.concurrent.CountDownLatch(1).await(); } }";
            try {
                Files.writeString(home.resolve("Sleeper.java"), program);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public List<String> arguments() {
            return List.of("-Xmx64m", home.resolve("Sleeper.java").toString());
        }

        @Override
        public boolean ready() {
            return true;
        }
    }
}
