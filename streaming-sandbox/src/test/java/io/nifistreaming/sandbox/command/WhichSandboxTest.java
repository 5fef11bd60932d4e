package io.nifistreaming.sandbox.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.sandbox.Sandbox;
import io.nifistreaming.sandbox.flow.ProjectFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Which sandbox a command acts on, and that it acts on no other. */
class WhichSandboxTest {
    @TempDir
    private Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = SandboxCommand.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"consume weather", "topics", "publish-flows", "restart nifi", "kill nifi", "logs nifi"})
    void aFolderWithoutASandboxIsNamedAndLeftAlone(String words) throws IOException {
        List<String> line = new ArrayList<>(List.of(words.split(" ", -1)));
        line.addAll(List.of("--dir", dir.toString()));

        int code = run(line.toArray(String[]::new));

        assertThat(code).isEqualTo(3);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "There is no sandbox in " + dir + ": ./sandbox up --dir '" + dir + "' makes one.");
        assertThat(dir).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"consume weather", "topics"})
    void kafkaThatDoesNotRunIsToldAtOnce(String words) throws IOException {
        aSandboxThatWasUp(dir);
        List<String> line = new ArrayList<>(List.of(words.split(" ", -1)));
        line.addAll(0, List.of("--dir", dir.toString()));

        assertThat(run(line.toArray(String[]::new))).isEqualTo(3);

        assertThat(err.toString()).contains("Kafka 4.3.1 at 127.0.0.1:20002 does not run: ./sandbox up --dir '" + dir);
    }

    @Test
    void portsOfAnotherSandboxAreNotTakenForOnesOwn() throws Exception {
        Path other = dir.resolve("other");
        Path mine = dir.resolve("mine");
        aSandboxThatWasUp(other);
        aSandboxThatWasUp(mine);
        Path program = Files.writeString(
                dir.resolve("Waits.java"),
                "class Waits { public static void main(String[] a) throws Exception { System.in.read(); } }");
        Process kafka = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dsandbox.part=kafka",
                        "-Dsandbox.dir=" + other,
                        program.toString())
                .start();
        try {
            assertThat(run("topics", "--dir", mine.toString())).isEqualTo(3);
        } finally {
            kafka.destroyForcibly().waitFor();
        }

        assertThat(err.toString()).contains("Kafka 4.3.1 on port 20002 belongs to the sandbox in " + other);
    }

    @Test
    void publishingWithoutNifiNamesWhatIsMissing() throws IOException {
        aSandboxThatWasUp(dir);

        assertThat(run("publish-flows", "--dir", dir.toString())).isEqualTo(3);
        assertThat(err.toString()).contains("does not run: ./sandbox up --dir '" + dir + "'");
    }

    @Test
    void withoutAnOptionTheSandboxLiesInTheProjectWhereverOneStands() {
        run("status", "--port-base", "20000");

        assertThat(out.toString())
                .contains("folder    " + ProjectFiles.root().resolve(".sandbox").toString());
    }

    @Test
    void optionsMayStandBeforeTheVerb() throws IOException {
        aSandboxThatWasUp(dir);

        run("--dir", dir.toString(), "status");
        run("--dir", dir.toString(), "--port-base", "30000", "status", "--port-base", "21000");

        assertThat(out.toString()).contains("folder    " + dir, "127.0.0.1:20000", "127.0.0.1:21000");
    }

    @Test
    void stoppingWhatDoesNotRunIsDoneAndLeavesNoTrace() {
        assertThat(run("down", "--dir", dir.toString())).isZero();

        assertThat(out.toString()).contains("Nothing was running");
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void resettingWithYesDeletesTheSandboxAndSaysSo() throws IOException {
        Path folder = dir.resolve("box");
        aSandboxThatWasUp(folder);

        int code = run("reset", "--yes", "--dir", folder.toString());

        assertThat(code).isZero();
        assertThat(folder).doesNotExist();
        assertThat(out.toString()).contains("Deleted " + folder);
    }

    @Test
    void resettingAFolderThatIsNoSandboxDeletesNothing() throws IOException {
        Path precious = Files.writeString(dir.resolve("thesis.txt"), "years of work");

        int strange = run("reset", "--yes", "--dir", dir.toString());
        int absent = run("reset", "--yes", "--dir", dir.resolve("absent").toString());

        assertThat(strange).isEqualTo(3);
        assertThat(absent).isEqualTo(3);
        assertThat(precious).exists();
        assertThat(err.toString())
                .contains(dir + " is not a sandbox folder (no sandbox.properties in it): nothing was deleted.")
                .contains("There is no sandbox in " + dir.resolve("absent"));
    }

    @Test
    void upDoesNotMoveInBetweenSomebodyElsesFiles() throws IOException {
        Files.writeString(dir.resolve("thesis.txt"), "years of work");

        assertThat(run("up", "--dir", dir.toString(), "--port-base", "20000")).isEqualTo(3);

        assertThat(err.toString()).contains("thesis.txt", "--dir");
        assertThat(dir.toFile().list()).containsExactly("thesis.txt");
    }

    @Test
    void theHintsAfterUpNameTheFolderSoThatTheyCanBePasted() {
        UpCommand.describe(Sandbox.in(dir, 20_000).settings(), new PrintWriter(out));

        assertThat(out.toString())
                .contains("./sandbox consume competitor_prices -n 5 --from-beginning --dir '" + dir + "'")
                .contains("./sandbox down --dir '" + dir + "'");
    }

    private static void aSandboxThatWasUp(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("sandbox.properties"), "port-base=20000\n");
    }
}
