package io.nifistreaming.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.sandbox.api.JsonHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story of somebody who types {@code ./sandbox} in a shell, or in a script. */
class SandboxCommandST {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final RunningSandbox sandbox = RunningSandbox.get();

    @TempDir
    private Path outputs;

    private record Answer(int exit, String out, String err) {}

    @Test
    void consumePrintsOneValueALineAndNothingElse() throws Exception {
        Answer answer = run("consume", "competitor_prices", "-n", "3", "--from-beginning", "--timeout", "60");

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.out().lines()).hasSize(3).allSatisfy(line -> assertThat(
                        JsonHttp.JSON.readTree(line).path("sku").asText())
                .startsWith("SKU-"));
    }

    @Test
    void consumeExitsWithOneWhenFewerCameInTime() throws Exception {
        Answer answer = run("consume", "weather", "-n", "1", "--timeout", "2");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void anUnknownTopicIsNamedWithTheRemedy() throws Exception {
        Answer answer = run("consume", "no_such_topic", "-n", "1", "--timeout", "2");

        assertThat(answer.exit()).isGreaterThan(1);
        assertThat(answer.err()).contains("no_such_topic", "./sandbox topics");
    }

    @Test
    void upWhileItRunsIsHarmlessAndMakesNoSecondGroup() throws Exception {
        Optional<Long> before = sandbox.sandbox().part("nifi").process().map(ProcessHandle::pid);

        Answer answer = run("up");

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(sandbox.sandbox().part("nifi").process().map(ProcessHandle::pid))
                .isEqualTo(before);
        assertThat(sandbox.sandbox().nifi().groups(sandbox.sandbox().nifi().rootGroupId()))
                .filteredOn(group -> group.name().equals("competitor-prices"))
                .hasSize(1);
    }

    @Test
    void statusTellsEachPartAndTopicsListsTheDeclaredOnes() throws Exception {
        assertThat(run("status").out()).contains("kafka", "registry", "nifi", "shop");
        assertThat(run("topics").out()).contains("competitor_prices", "dead_letters", "stream_progress");
    }

    @Test
    void aPortThatIsTakenIsToldWithTheRemedyBeforeAnythingStarts() throws Exception {
        Path elsewhere = outputs.resolve("second");
        int taken = sandbox.sandbox().settings().portBase();

        Answer answer = launch(List.of("up", "--dir", elsewhere.toString(), "--port-base", String.valueOf(taken)));

        assertThat(answer.exit()).isGreaterThan(0);
        assertThat(answer.err() + answer.out())
                .contains(
                        "Port " + (taken + 2) + ", which Kafka",
                        "is taken",
                        sandbox.sandbox().settings().dir().toString(),
                        "--port-base");
    }

    private Answer run(String... words) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--dir", sandbox.sandbox().settings().dir().toString()));
        return launch(arguments);
    }

    private Answer launch(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("sandbox").toString()));
        command.addAll(arguments);
        Path out = outputs.resolve("out");
        Path err = outputs.resolve("err");
        Process process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("./sandbox " + String.join(" ", arguments) + " did not end");
        }
        return new Answer(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
