package io.nifistreaming.sandbox.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
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
                "table",
                "publish-flows",
                "reset",
                "seed",
                "flows"
            })
    void everyVerbExplainsItselfAndItsExitCodes(String verb) {
        int code = run(verb, "--help");

        assertThat(code).isZero();
        assertThat(out.toString()).contains("sandbox " + verb, "Exit codes", "--help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lint", "canonical", "diff", "export"})
    void everyFlowVerbExplainsItself(String verb) {
        assertThat(run("flows", verb, "--help")).isZero();
        assertThat(out.toString()).contains("sandbox flows " + verb, "Exit codes");
    }

    @Test
    void theFlowVerbsWorkWhenTheyAreCalledAsAPersonCallsThem() {
        String flow = "../flows/retail/competitor-prices.json";

        assertThat(run("flows", "lint", flow)).as(err.toString()).isZero();
        assertThat(run("flows", "canonical", flow)).as(err.toString()).isZero();
        assertThat(run("flows", "diff", flow, flow)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("1 flow file(s), 0 finding(s)", "flowContents");
    }

    @Test
    void helpIsAVerbToo() {
        assertThat(run("help")).isZero();
        assertThat(run("help", "consume")).isZero();
        assertThat(out.toString()).contains("publish-flows", "--from-beginning");
    }

    @Test
    void noVerbAnUnknownVerbAndAMissingArgumentAreWrongUse() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("fly")).isEqualTo(2);
        assertThat(run("kill")).isEqualTo(2);
        assertThat(run("up", "--port-base", "many")).isEqualTo(2);
        assertThat(err.toString()).contains("./sandbox up", "fly", "PART", "'many' is not a number");
    }

    @Test
    void wrongUseIsToldInAFewLinesThatNameTheHelp() {
        run("up", "--port-base", "abc");

        assertThat(err.toString().lines()).hasSize(2).last().isEqualTo("See ./sandbox up --help");
    }

    @Test
    void onlyACloseVerbIsSuggested() {
        run("stauts");
        assertThat(err.toString()).contains("There is no verb 'stauts'.", "Did you mean: status?");

        err.getBuffer().setLength(0);
        run("fly");
        assertThat(err.toString()).doesNotContain("Did you mean");
    }

    @Test
    void valuesThatCannotBeMeantAreWrongUse() throws IOException {
        Path file = Files.writeString(dir.resolve("README.md"), "text");

        assertThat(run("logs", "nifi", "-n", "-5")).isEqualTo(2);
        assertThat(run("consume", "weather", "-n", "-3")).isEqualTo(2);
        assertThat(run("status", "--port-base", "99")).isEqualTo(2);
        assertThat(run("logs", "nfii")).isEqualTo(2);
        assertThat(run("up", "--dir", file.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("-n wants a number from 1, not -5", "-n wants a number from 1, not -3")
                .contains("99 is out of range", "There is no part 'nfii'", file + " is a file, not a folder");
    }

    @Test
    void killingAPartThatDoesNotRunAnswersNo() throws IOException {
        aSandboxThatWasUp(dir);

        assertThat(run("kill", "shop", "--dir", dir.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("The shop does not run");
    }

    @Test
    void theLogIsShownEvenIfItIsOnlyTheProcesssOutputAndItsAbsenceIsTold() throws IOException {
        aSandboxThatWasUp(dir);
        Files.createDirectories(dir.resolve("shop/logs"));
        Files.writeString(dir.resolve("shop/logs/shop.out"), "shop ready\n");

        assertThat(run("logs", "shop", "--dir", dir.toString())).isZero();
        assertThat(run("logs", "nifi", "--dir", dir.toString())).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("shop ready\n");
        assertThat(err.toString()).contains("NiFi 1.16.3 has written no log yet");
    }

    @Test
    void aSandboxThatNeverWasUpIsDown() {
        int code = run("status", "--dir", dir.toString(), "--port-base", "20000");

        assertThat(code).isEqualTo(1);
        assertThat(out.toString().lines()).hasSize(5).first().asString().contains(dir.toString(), "no sandbox");
        assertThat(out.toString().lines().skip(1)).allMatch(line -> line.contains(" down "));
    }

    @Test
    void whatIsNotOurOwnExceptionIsABugAndShowsItsTrace() {
        CommandLine line = SandboxCommand.commandLine();
        line.addSubcommand("boom", new Boom());
        line.setExecutionExceptionHandler(line.getExecutionExceptionHandler());
        line.setErr(new PrintWriter(err));

        assertThat(line.execute("boom")).isEqualTo(3);

        assertThat(err.toString()).contains("A bug: java.lang.IllegalArgumentException: odd", "\tat ");
    }

    @CommandLine.Command(name = "boom")
    private static final class Boom implements Runnable {
        @Override
        public void run() {
            throw new IllegalArgumentException("odd");
        }
    }

    private static void aSandboxThatWasUp(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("sandbox.properties"), "port-base=20000\n");
    }
}
