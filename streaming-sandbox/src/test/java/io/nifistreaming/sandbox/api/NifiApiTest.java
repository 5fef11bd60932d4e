package io.nifistreaming.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a scripted server: what is sent, and what is made of the answers. */
class NifiApiTest {
    private final Map<String, String> answers = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private NifiApi nifi;

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
        nifi = NifiApi.at(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void version(String version) {
        answers.put("GET /flow/about", "{\"about\":{\"version\":\"" + version + "\"}}");
    }

    @Test
    void anOldNiFiGetsARegistryClientAsAnAddress() {
        version("1.16.3");
        answers.put("GET /controller/registry-clients", "{\"registries\":[]}");
        answers.put("POST /controller/registry-clients", "{\"id\":\"c1\"}");

        String id = nifi.versions().ensureClient("reg", URI.create("http://r"));

        assertThat(id).isEqualTo("c1");
        assertThat(requests.get(2)).contains("\"uri\":\"http://r\"").doesNotContain("properties");
    }

    @Test
    void aNewNiFiGetsARegistryClientAsAnExtension() {
        version("2.3.0");
        answers.put("GET /controller/registry-clients", "{\"registries\":[]}");
        answers.put("POST /controller/registry-clients", "{\"id\":\"c1\"}");

        nifi.versions().ensureClient("reg", URI.create("http://r"));

        assertThat(requests.get(2)).contains("NifiRegistryFlowRegistryClient", "{\"url\":\"http://r\"}");
    }

    @Test
    void aRegistryClientThatPointsElsewhereIsMoved() {
        version("1.16.3");
        answers.put(
                "GET /controller/registry-clients",
                "{\"registries\":[{\"id\":\"c1\",\"revision\":{\"version\":3},"
                        + "\"component\":{\"name\":\"reg\",\"uri\":\"http://old\"}}]}");
        answers.put("PUT /controller/registry-clients/c1", "{}");

        nifi.versions().ensureClient("reg", URI.create("http://new"));

        assertThat(requests.get(2)).contains("http://new", "\"version\":3");
    }

    @Test
    void onlyChangedParametersAreSentAndASensitiveOneThatHasAValueIsLeftAlone() {
        answers.put(
                "GET /flow/parameter-contexts",
                "{\"parameterContexts\":[{\"id\":\"p\",\"component\":{\"name\":\"n\"}}]}");
        answers.put(
                "GET /parameter-contexts/p",
                "{\"revision\":{\"version\":1},\"component\":{\"parameters\":["
                        + "{\"parameter\":{\"name\":\"same\",\"value\":\"1\"}},"
                        + "{\"parameter\":{\"name\":\"old\",\"value\":\"1\"}},"
                        + "{\"parameter\":{\"name\":\"secret\",\"sensitive\":true,\"value\":\"********\"}}]}}");
        answers.put("POST /parameter-contexts/p/update-requests", "{\"request\":{\"requestId\":\"u\"}}");
        answers.put("GET /parameter-contexts/p/update-requests/u", "{\"request\":{\"complete\":true}}");
        answers.put("DELETE /parameter-contexts/p/update-requests/u", "{}");

        String id = nifi.parameters()
                .ensure(
                        "n",
                        List.of(
                                new Parameter("same", "1", false, ""),
                                new Parameter("old", "2", false, ""),
                                new Parameter("secret", "s3cret", true, "")));

        assertThat(id).isEqualTo("p");
        String sent = requests.stream()
                .filter(request -> request.startsWith("POST"))
                .findFirst()
                .orElseThrow();
        assertThat(sent).contains("\"old\"").doesNotContain("same", "s3cret");
        assertThat(requests).last().asString().startsWith("DELETE");
    }

    @Test
    void aRefusedUpdateIsAnErrorWithNiFisReasonAndIsTidiedUp() {
        answers.put("GET /versions/process-groups/g", "{\"processGroupRevision\":{\"version\":1}}");
        answers.put("POST /versions/update-requests/process-groups/g", "{\"request\":{\"requestId\":\"u\"}}");
        answers.put(
                "GET /versions/update-requests/u",
                "{\"request\":{\"complete\":true,\"failureReason\":\"queue not empty\"}}");
        answers.put("DELETE /versions/update-requests/u", "{}");
        version("1.16.3");

        assertThatThrownBy(() -> nifi.versions().change("g", VersionControl.of("r", "b", "f", 2)))
                .isInstanceOf(ApiException.class)
                .hasMessageContainingAll("version 2", "queue not empty");
        assertThat(requests).last().asString().startsWith("DELETE");
    }

    @Test
    void aRefusalCarriesTheRequestTheStatusAndWhatWasSaid() {
        assertThatThrownBy(() -> nifi.group("none"))
                .isInstanceOf(ApiException.class)
                .hasMessageContainingAll("GET", "/process-groups/none", "404", "No such thing here");
    }

    @Test
    void aServerThatIsGoneIsNotReady() {
        server.stop(0);

        assertThat(nifi.ready()).isFalse();
        assertThatThrownBy(nifi::rootGroupId).isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.status())
                .isEqualTo(ApiException.NO_ANSWER));
    }

    @Test
    void aParameterNeverShowsASensitiveValue() {
        assertThat(new Parameter("p", "s3cret", true, "").toString()).doesNotContain("s3cret");
    }
}
