package io.nifistreaming.sandbox.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * JSON requests below one base address. Every answer outside 2xx, and every failure to get one, is an
 * {@link ApiException}: nothing here retries, since only the caller knows what may be repeated.
 */
public final class JsonHttp {
    /** Numbers stay exact: flow definitions hold coordinates, and a diff must not invent digits. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int SHOWN_OF_AN_ANSWER = 400;

    private final HttpClient http;
    private final URI base;
    private final String bearer;

    private JsonHttp(HttpClient http, URI base, String bearer) {
        this.http = http;
        this.base = base;
        this.bearer = bearer;
    }

    /** Requests to {@code base} (for example {@code http://127.0.0.1:18080/nifi-api}) through {@code http}. */
    public static JsonHttp at(URI base, HttpClient http) {
        return new JsonHttp(http, base, null);
    }

    /** The same with a plain HTTP/1.1 client of its own. */
    public static JsonHttp at(URI base) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        return at(base, http);
    }

    /** The same requests, with an {@code Authorization: Bearer} header. */
    public JsonHttp withBearer(String token) {
        return new JsonHttp(http, base, token);
    }

    /** The address that paths are appended to. */
    public URI base() {
        return base;
    }

    public JsonNode get(String path) {
        return json(send(request(path).GET()));
    }

    public JsonNode post(String path, JsonNode body) {
        return json(send(withJson(path).POST(BodyPublishers.ofString(body.toString()))));
    }

    public JsonNode put(String path, JsonNode body) {
        return json(send(withJson(path).PUT(BodyPublishers.ofString(body.toString()))));
    }

    public JsonNode delete(String path) {
        return json(send(request(path).DELETE()));
    }

    /** Posts a body of another content type (a form, a multipart body) and returns the answer as text. */
    public String postRaw(String path, String contentType, byte[] body) {
        BodyPublisher publisher = BodyPublishers.ofByteArray(body);
        return send(request(path).header("Content-Type", contentType).POST(publisher))
                .body();
    }

    /** Whether a GET of {@code path} is answered with 2xx just now. */
    public boolean answers(String path) {
        try {
            send(request(path).GET());
            return true;
        } catch (ApiException expected) {
            return false;
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT).header("Accept", "*/*");
        if (bearer != null) {
            builder.header("Authorization", "Bearer " + bearer);
        }
        return builder;
    }

    private HttpRequest.Builder withJson(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() / 100 != 2) {
                throw new ApiException(answer.statusCode(), refusal(request, answer));
            }
            return answer;
        } catch (IOException e) {
            throw new ApiException(request.method() + " " + request.uri() + " got no answer: " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(request.method() + " " + request.uri() + " was interrupted", e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String refusal(HttpRequest request, HttpResponse<String> answer) {
        String said = answer.body().strip().replaceAll("\\s+", " ");
        String shown = said.length() > SHOWN_OF_AN_ANSWER ? said.substring(0, SHOWN_OF_AN_ANSWER) + "…" : said;
        return request.method() + " " + request.uri() + " was answered " + answer.statusCode()
                + (shown.isEmpty() ? "" : ": " + shown);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        if (answer.body().isBlank()) {
            return NullNode.getInstance();
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new ApiException(answer.uri() + " answered something that is not JSON", e);
        }
    }
}
