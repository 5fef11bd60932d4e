package io.nifistreaming.sandbox.seed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.nifistreaming.sandbox.api.NifiApi;
import io.nifistreaming.sandbox.flow.ComponentCatalogue;
import io.nifistreaming.sandbox.flow.FlowChange;
import io.nifistreaming.sandbox.flow.FlowDefinition;
import io.nifistreaming.sandbox.flow.ParameterContext;
import io.nifistreaming.sandbox.flow.ProjectFiles;
import io.nifistreaming.sandbox.flow.PublishOutcome;
import io.nifistreaming.sandbox.progress.ConsoleProgress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a scripted NiFi. */
class CanvasSeedTest {
    private static final URI REGISTRY = URI.create("http://registry");

    private final Map<String, String> answers = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private PublishOutcome outcome = new PublishOutcome.Unchanged("b", "f", 2);
    private List<ParameterContext> contexts = List.of();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString().replace("/nifi-api", "");
            String request = exchange.getRequestMethod() + " " + path;
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(request + " " + body);
            String answer = answers.get(request);
            byte[] bytes = (answer == null ? "No such thing here" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        answers.put("GET /flow/about", "{\"about\":{\"version\":\"1.16.3\"}}");
        answers.put(
                "GET /controller/registry-clients",
                "{\"registries\":[{\"id\":\"c\",\"component\":{\"name\":\"NiFi Registry\",\"uri\":\"" + REGISTRY
                        + "\"}}]}");
        answers.put("GET /flow/process-groups/root", "{\"processGroupFlow\":{\"id\":\"root\"}}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aGroupThatWasChangedOnTheCanvasIsLeftWithAWarningThatSaysWhatToDo() {
        answers.put(
                "GET /process-groups/root/process-groups",
                "{\"processGroups\":[{\"id\":\"g\",\"component\":{\"name\":\"competitor-prices\","
                        + "\"versionControlInformation\":{\"bucketId\":\"b\",\"flowId\":\"f\",\"version\":1}}}]}");
        answers.put(
                "GET /process-groups/g/local-modifications",
                "{\"componentDifferences\":[{\"componentType\":\"Processor\",\"componentName\":\"Poll\","
                        + "\"differences\":[{\"difference\":\"Interval was 5 s, now 6 s\"}]}]}");

        List<String> notes = bring();

        assertThat(notes)
                .singleElement()
                .asString()
                .contains("(1 change: Processor 'Poll': Interval was 5 s, now 6 s)")
                .contains(
                        "./sandbox flows export ",
                        "Version > Revert local changes; then ./sandbox publish-flows brings version 2.");
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("⚠").doesNotContain("✔");
        assertThat(requests).noneMatch(request -> request.startsWith("POST") || request.startsWith("PUT"));
    }

    @Test
    void anImportedGroupHasAPlaceOfItsOwn() {
        answers.put(
                "GET /process-groups/root/process-groups",
                "{\"processGroups\":[{\"id\":\"g\",\"component\":{\"name\":\"another\"}}]}");

        try {
            bring();
        } catch (RuntimeException endsHere) {
            assertThat(endsHere).hasMessageContaining("No such thing here");
        }

        assertThat(requests)
                .filteredOn(request -> request.startsWith("POST /process-groups/root/process-groups"))
                .singleElement()
                .asString()
                .contains("\"position\":{\"x\":" + CanvasPlace.of(1).x() + ",\"y\":"
                        + CanvasPlace.of(1).y() + "}");
    }

    @Test
    void aVersionThatIsNotOursIsNamedWithItsMakerAndBothRemediesAndTheCanvasLeftAlone() {
        answers.put("GET /process-groups/root/process-groups", "{\"processGroups\":[]}");
        outcome = new PublishOutcome.Kept(
                "b",
                "f",
                3,
                "anonymous at 2026-11-24T21:40:03Z with the comment 'faster'",
                List.of(new FlowChange.Removed("processor 'x'")));

        List<String> notes = bring();

        assertThat(notes)
                .singleElement()
                .asString()
                .contains("Version 3 of the flow 'competitor-prices'")
                .contains("anonymous at 2026-11-24T21:40:03Z with the comment 'faster'", "(1 change, the first: ")
                .contains("./sandbox flows export competitor-prices", "./sandbox publish-flows --overwrite.");
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("0 flows running, 1 left as found");
        assertThat(requests).noneMatch(request -> request.startsWith("POST") || request.startsWith("PUT"));
    }

    @Test
    void parametersThatSomebodySetAreNamedWithoutTheirValuesAndNotSentToNifi() {
        contexts = List.of(new ParameterContext(
                "retail",
                "",
                List.of(
                        new ParameterContext.Entry("interval", "", false, Optional.of("declared")),
                        new ParameterContext.Entry("other", "", false, Optional.of("declared")))));
        answers.put(
                "GET /flow/parameter-contexts",
                "{\"parameterContexts\":[{\"id\":\"p\",\"component\":{\"name\":\"retail\"}}]}");
        answers.put(
                "GET /parameter-contexts/p",
                "{\"component\":{\"parameters\":[{\"parameter\":{\"name\":\"interval\",\"value\":\"by hand\"}},"
                        + "{\"parameter\":{\"name\":\"other\",\"value\":\"declared\"}}]}}");
        answers.put("POST /parameter-contexts", "{\"id\":\"m\"}");
        answers.put("GET /process-groups/root/process-groups", "{\"processGroups\":[]}");
        outcome = new PublishOutcome.Kept("b", "f", 3, "somebody", List.of());

        List<String> notes = bring();

        assertThat(notes.get(0))
                .contains("'retail'", "left as they are: interval.", "seed --overwrite")
                .doesNotContain("by hand");
        assertThat(requests)
                .filteredOn(request -> request.startsWith("POST"))
                .singleElement()
                .asString()
                .contains("retail (last seeded)", "\"other\"")
                .doesNotContain("interval");
    }

    private List<String> bring() {
        FlowDefinition flow = FlowDefinition.read(ProjectFiles.root().resolve("flows/retail/competitor-prices.json"));
        NifiApi nifi =
                NifiApi.at(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        ComponentCatalogue catalogue = ComponentCatalogue.ofNar(ProjectFiles.nar());
        PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
        try (ConsoleProgress progress = ConsoleProgress.plain(out, () -> 0)) {
            return new CanvasSeed(
                            nifi,
                            REGISTRY,
                            catalogue,
                            progress,
                            "./sandbox publish-flows",
                            "./sandbox publish-flows --overwrite")
                    .bring(
                            List.of(new PublishedFlow(flow, outcome)),
                            contexts,
                            new RememberedContexts(
                                    new Contexts(Map.of(), new SecureRandom()),
                                    RememberedContexts.SetByHand.KEEP,
                                    "seed --overwrite"));
        }
    }
}
