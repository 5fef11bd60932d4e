package io.nifistreaming.sandbox.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.nifistreaming.sandbox.flow.FlowDefinition;
import io.nifistreaming.sandbox.flow.ProjectFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FlowCommandsTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path flow;

    @BeforeEach
    void copyAShippedFlow() throws IOException {
        flow = folder.resolve("flow.json");
        Files.copy(ProjectFiles.root().resolve("flows/retail/competitor-prices.json"), flow);
    }

    @Test
    void lintSaysWhatIsWrongAndAnswersWithOne() throws IOException {
        int fine = run("lint", flow.toString());
        replace("\"name\": \"Publish prices\",\n        \"penalty", "\"name\": \"\",\n        \"penalty");
        int wrong = run("lint", flow.toString());

        assertThat(fine).isZero();
        assertThat(wrong).isOne();
        assertThat(out.toString()).contains("1 flow file(s), 0 finding(s)").contains("names: processor");
    }

    @Test
    void lintWithoutFilesTakesAllOfThem() {
        int answer = run("lint");

        assertThat(answer).isZero();
        assertThat(out.toString()).contains("8 flow file(s), 0 finding(s)");
    }

    @Test
    void canonicalPutsAFileThatWasWrittenByHandInOrder() throws IOException {
        String before = Files.readString(flow);
        replace("\"bulletinLevel\": \"WARN\",", "\"instanceIdentifier\": \"x\",");

        int answer = run("canonical", "--write", flow.toString());

        assertThat(answer).isZero();
        assertThat(Files.readString(flow)).isEqualTo(before);
    }

    @Test
    void diffSaysInWordsWhatDiffersAndAnswersWithOne() throws IOException {
        Path changed = folder.resolve("changed.json");
        Files.writeString(
                changed, Files.readString(flow).replace("\"Compression\": \"lz4\"", "\"Compression\": \"zstd\""));

        int same = run("diff", flow.toString(), flow.toString());
        int other = run("diff", flow.toString(), changed.toString());

        assertThat(same).isZero();
        assertThat(other).isOne();
        assertThat(out.toString()).containsOnlyOnce("The two flows are equal.");
        assertThat(out.toString())
                .contains("~ processor 'competitor-prices/Publish prices': property 'Compression': lz4 -> zstd");
    }

    @Test
    void exportAsksTheSandboxThatIsMeant() {
        int nowhere = run(
                "export", "competitor-prices", "--dir", folder.resolve("box").toString());

        assertThat(nowhere).isEqualTo(3);
        assertThat(err.toString()).contains("There is no sandbox in " + folder.resolve("box"));
    }

    @Test
    void exportOfAGroupThatIsNotThereNamesThoseThatAreAndGoesToTheFlowsOwnFileAlone() throws IOException {
        Map<String, String> answers = Map.of(
                "/nifi-api/flow/about", "{\"about\":{\"version\":\"1.16.3\"}}",
                "/nifi-api/flow/process-groups/root", "{\"processGroupFlow\":{\"id\":\"root\"}}",
                "/nifi-api/process-groups/root/process-groups",
                        "{\"processGroups\":[{\"id\":\"1\",\"component\":{\"name\":\"mine\"}},"
                                + "{\"id\":\"2\",\"component\":{\"name\":\"pos-logs\"}}]}");
        HttpServer nifi = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        nifi.createContext("/", exchange -> {
            byte[] answer = answers.get(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        nifi.start();
        try {
            String address = "http://127.0.0.1:" + nifi.getAddress().getPort();

            assertThat(run("export", "no-such-flow", "--nifi", address)).isEqualTo(3);
            assertThat(run("export", "mine", "--nifi", address)).isEqualTo(3);

            assertThat(err.toString())
                    .contains("There is no group 'no-such-flow' at the top of the canvas", "There are: mine, pos-logs.")
                    .contains("No flow file is named 'mine'");
        } finally {
            nifi.stop(0);
        }
    }

    @Test
    void aFileThatIsNoJsonIsNamedWithThePlaceAndNothingOfTheParser() throws IOException {
        Files.writeString(flow, "{\n]");

        assertThat(run("lint", flow.toString())).isEqualTo(3);
        assertThat(run("lint", folder.resolve("none.json").toString())).isEqualTo(3);
        assertThat(err.toString())
                .contains(flow + ", line 2, column 1: ", "none.json: there is no such file")
                .doesNotContain("Source", "\tat ");
    }

    private void replace(String old, String now) throws IOException {
        String text = Files.readString(flow);
        assertThat(text).contains(old);
        Files.writeString(flow, text.replace(old, now));
        assertThat(FlowDefinition.read(flow).name()).isEqualTo("competitor-prices");
    }

    private int run(String verb, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "flows", verb, "--flows", ProjectFiles.root().resolve("flows").toString()));
        all.addAll(List.of("--nar", ProjectFiles.nar().toString()));
        all.addAll(List.of(arguments));
        CommandLine commands = SandboxCommand.commandLine();
        commands.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return commands.execute(all.toArray(String[]::new));
    }
}
