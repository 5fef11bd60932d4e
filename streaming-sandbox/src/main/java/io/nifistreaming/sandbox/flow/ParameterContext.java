package io.nifistreaming.sandbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A parameter context, as it travels with a flow or as an environment declares it.
 *
 * @param name what process groups refer to
 * @param description for people; may be empty
 * @param parameters its parameters, by name
 */
public record ParameterContext(String name, String description, List<Entry> parameters) {

    /**
     * One parameter.
     *
     * @param value empty if it is set elsewhere, which is so for every sensitive one
     */
    public record Entry(String name, String description, boolean sensitive, Optional<String> value) {}

    static ParameterContext read(JsonNode json) {
        List<Entry> parameters = new ArrayList<>();
        json.path("parameters")
                .forEach(parameter -> parameters.add(new Entry(
                        parameter.path("name").asText(),
                        parameter.path("description").asText(""),
                        parameter.path("sensitive").asBoolean(),
                        value(parameter.path("value")))));
        return new ParameterContext(
                json.path("name").asText(), json.path("description").asText(""), List.copyOf(parameters));
    }

    /** A value that is JSON itself may be written as such, so that a file of environments can be read. */
    private static Optional<String> value(JsonNode value) {
        return value.isContainerNode() ? Optional.of(value.toPrettyString()) : Optional.ofNullable(value.textValue());
    }

    public Optional<Entry> parameter(String parameterName) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(parameterName))
                .findFirst();
    }
}
