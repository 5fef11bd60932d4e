package io.nifistreaming.sandbox.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Compose file with the defaults of its variables filled in and its merges done, as {@code compose config} would. */
final class ComposeFile {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");

    private final JsonNode json;

    private ComposeFile(JsonNode json) {
        this.json = json;
    }

    static ComposeFile read(Path file) {
        try {
            Map<String, Object> yaml = new org.yaml.snakeyaml.Yaml().load(java.nio.file.Files.readString(file));
            String text = new YAMLMapper().writeValueAsString(yaml);
            return new ComposeFile(new YAMLMapper()
                    .readTree(VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> services() {
        List<String> names = new ArrayList<>();
        json.path("services").fieldNames().forEachRemaining(names::add);
        return names;
    }

    JsonNode service(String name) {
        return json.path("services").path(name);
    }

    /** The names of what is declared at the top: {@code volumes} or {@code secrets}. */
    List<String> declared(String kind) {
        List<String> names = new ArrayList<>();
        json.path(kind).fieldNames().forEachRemaining(names::add);
        return names;
    }

    JsonNode secret(String name) {
        return json.path("secrets").path(name);
    }

    Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        ((ObjectNode) service(service).path("environment"))
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asText()));
        return environment;
    }

    /** What {@code --option=NAME=VALUE} among a service's arguments assigns. */
    Map<String, String> assignments(String service, String option) {
        Map<String, String> assignments = new LinkedHashMap<>();
        for (String argument : texts(service, "command")) {
            if (argument.startsWith(option + "=")) {
                String[] words = argument.substring(option.length() + 1).split("=", 2);
                assignments.put(words[0], words[1]);
            }
        }
        return assignments;
    }

    List<String> texts(String service, String field) {
        List<String> texts = new ArrayList<>();
        service(service).path(field).forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
