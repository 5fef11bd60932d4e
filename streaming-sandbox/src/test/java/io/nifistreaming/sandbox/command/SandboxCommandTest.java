package io.nifistreaming.sandbox.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SandboxCommandTest {
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
    @ValueSource(
            strings = {
                "up",
                "status",
                "down",
                "restart",
                "kill",
                "logs",
                "topics",
                "consume",
                "publish-flows",
                "reset",
                "seed"
            })
    void everyVerbExplainsItselfAndItsExitCodes(String verb) {
        int code = run(verb, "--help");

        assertThat(code).isZero();
        assertThat(out.toString()).contains("sandbox " + verb, "Exit codes", "--help");
    }

    @Test
    void noVerbAnUnknownVerbAndAMissingArgumentAreWrongUse() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("fly")).isEqualTo(2);
        assertThat(run("kill")).isEqualTo(2);
        assertThat(run("up", "--port-base", "many")).isEqualTo(2);
        assertThat(err.toString()).contains("./sandbox up", "fly", "PART", "many");
    }

    @Test
    void whatCannotBeDoneIsExplainedWithoutAStackTrace() {
        int code = run("kill", "coffee", "--dir", dir.toString());

        assertThat(code).isEqualTo(3);
        assertThat(err.toString())
                .contains("coffee", "kafka, registry, nifi, shop")
                .doesNotContain("\tat ");
    }

    @Test
    void killingAPartThatDoesNotRunAnswersNo() {
        assertThat(run("kill", "kafka", "--dir", dir.toString())).isEqualTo(1);
    }

    @Test
    void aSandboxThatNeverWasUpIsDown() {
        int code = run("status", "--dir", dir.toString(), "--port-base", "20000");

        assertThat(code).isEqualTo(1);
        assertThat(out.toString().lines()).hasSize(4).allMatch(line -> line.contains(" down "));
    }

    @Test
    void stoppingWhatDoesNotRunIsDone() {
        assertThat(run("down", "--dir", dir.toString())).isZero();
    }

    @Test
    void resettingWithYesDeletesTheFolder() {
        Path folder = dir.resolve("box");
        assertThat(run("down", "--dir", folder.toString())).isZero();
        assertThat(folder).exists();

        int code = run("reset", "--yes", "--dir", folder.toString());

        assertThat(code).isZero();
        assertThat(folder).doesNotExist();
    }
}
