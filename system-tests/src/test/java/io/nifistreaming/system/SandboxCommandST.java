package io.nifistreaming.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    @Test
    void aVersionThatWasCommittedOnTheCanvasIsKeptUntilSomebodyWantsTheFileInstead() throws Exception {
        commitALabel(sandbox.groupId("syslog"), "tried by hand");

        Answer kept = run("publish-flows");
        Answer up = run("up");
        Answer over = run("publish-flows", "--overwrite");

        assertThat(kept.exit()).as(kept.err()).isEqualTo(1);
        assertThat(kept.out())
                .contains("the flow 'syslog'", "with the comment 'tried by hand'")
                .contains("./sandbox flows export syslog", "publish-flows --overwrite");
        assertThat(up.exit()).as(up.err()).isZero();
        assertThat(up.out() + up.err()).contains("with the comment 'tried by hand'");
        assertThat(over.exit()).as(over.err()).isZero();
        assertThat(over.err()).contains("1 changed to a newer version, 6 as before");
        assertThat(label(sandbox.groupId("syslog"))
                        .path("component")
                        .path("label")
                        .asText())
                .doesNotContain("tried by hand");
    }

    /** As somebody does on NiFi's page: change something, then Version > Commit local changes. */
    private void commitALabel(String group, String text) {
        JsonHttp http = sandbox.sandbox().nifi().http();
        JsonNode label = label(group);
        ObjectNode changed = JsonHttp.JSON.createObjectNode();
        changed.set("revision", label.path("revision"));
        changed.putObject("component").put("id", label.path("id").asText()).put("label", text);
        http.put("/labels/" + label.path("id").asText(), changed);
        JsonNode version = http.get("/versions/process-groups/" + group);
        JsonNode information = version.path("versionControlInformation");
        ObjectNode commit = JsonHttp.JSON.createObjectNode();
        commit.set("processGroupRevision", version.path("processGroupRevision"));
        ObjectNode flow =
                commit.putObject("versionedFlow").put("comments", text).put("action", "COMMIT");
        for (String field : List.of("registryId", "bucketId", "flowId", "flowName")) {
            flow.set(field, information.path(field));
        }
        http.post("/versions/process-groups/" + group, commit);
    }

    private JsonNode label(String group) {
        return sandbox.sandbox()
                .nifi()
                .http()
                .get("/process-groups/" + group + "/labels")
                .path("labels")
                .get(0);
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
