package io.nifistreaming.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** NiFi's parameter contexts. */
public final class NifiParameters {
    private final JsonHttp http;

    NifiParameters(JsonHttp http) {
        this.http = http;
    }

    /** The id of the context with this name. */
    public Optional<String> find(String name) {
        for (JsonNode context : http.get("/flow/parameter-contexts").path("parameterContexts")) {
            if (context.path("component").path("name").asText().equals(name)) {
                return Optional.of(context.path("id").asText());
            }
        }
        return Optional.empty();
    }

    /** Names and values; null stands for no value, and NiFi's asterisks for a sensitive one. */
    public Map<String, String> values(String contextId) {
        Map<String, String> values = new TreeMap<>();
        for (JsonNode entity :
                http.get("/parameter-contexts/" + contextId).path("component").path("parameters")) {
            JsonNode parameter = entity.path("parameter");
            values.put(parameter.path("name").asText(), parameter.path("value").asText(null));
        }
        return values;
    }

    /**
     * Creates the context, or gives an existing one these parameters. Parameters that are not named here stay as they
     * are; NiFi stops and starts what uses a changed one. A sensitive parameter that has a value already keeps it,
     * since values cannot be compared: change it on NiFi's page.
     *
     * @return the context's id
     */
    public String ensure(String name, Collection<Parameter> parameters) {
        Optional<String> existing = find(name);
        if (existing.isEmpty()) {
            ObjectNode body = body(name, List.copyOf(parameters));
            body.putObject("revision").put("version", 0);
            return http.post("/parameter-contexts", body).path("id").asText();
        }
        String id = existing.get();
        Map<String, String> present = new HashMap<>(values(id));
        List<Parameter> changed = parameters.stream()
                .filter(parameter ->
                        !present.containsKey(parameter.name()) || differs(parameter, present.get(parameter.name())))
                .toList();
        if (!changed.isEmpty()) {
            update(id, name, changed);
        }
        return id;
    }

    private static boolean differs(Parameter wanted, String present) {
        return wanted.sensitive() ? present == null : !Objects.equals(present, wanted.value());
    }

    private void update(String id, String name, List<Parameter> changed) {
        ObjectNode body = body(name, changed);
        body.set("revision", http.get("/parameter-contexts/" + id).path("revision"));
        body.put("id", id);
        ((ObjectNode) body.path("component")).put("id", id);
        String path = "/parameter-contexts/" + id + "/update-requests";
        String request = http.post(path, body).path("request").path("requestId").asText();
        new Requests(http).await(path + "/" + request, "update of parameter context '" + name + "'");
    }

    private static ObjectNode body(String name, List<Parameter> parameters) {
        ObjectNode body = JsonHttp.JSON.createObjectNode();
        ArrayNode array = body.putObject("component").put("name", name).putArray("parameters");
        for (Parameter parameter : parameters) {
            array.addObject()
                    .putObject("parameter")
                    .put("name", parameter.name())
                    .put("value", parameter.value())
                    .put("sensitive", parameter.sensitive())
                    .put("description", parameter.description());
        }
        return body;
    }
}
