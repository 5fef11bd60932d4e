package io.nifistreaming.sandbox.command;

import io.nifistreaming.kafka.TopicCatalog;
import io.nifistreaming.sandbox.SandboxException;
import io.nifistreaming.sandbox.flow.ComponentCatalogue;
import io.nifistreaming.sandbox.flow.FlowFolder;
import io.nifistreaming.sandbox.flow.ParameterContext;
import io.nifistreaming.sandbox.flow.ParameterContextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code sandbox seed} works with, all of it read before anything is waited for or changed: a typing error should
 * cost neither minutes nor half a seed.
 *
 * @param contexts the environment's parameters, with their placeholders filled in
 * @param secrets values of sensitive parameters by name
 */
record SeedInputs(
        FlowFolder folder, ComponentCatalogue catalogue, List<ParameterContext> contexts, Map<String, String> secrets) {

    /** @throws SandboxException naming the first that can't be used */
    static SeedInputs read(
            Path flows, Path nar, String environment, Map<String, String> placeholders, Map<String, Path> secretFiles) {
        FlowFolder folder = FlowFolder.at(flows);
        requireTopics(folder.topics());
        if (!folder.environments().contains(environment)) {
            throw new SandboxException("There is no environment '" + environment + "': " + flows + "/parameters has "
                    + String.join(", ", folder.environments()) + ".");
        }
        List<ParameterContext> contexts = ParameterContextFile.read(folder.parameters(environment), placeholders);
        ComponentCatalogue catalogue = folder.catalogue(nar);
        folder.flows().forEach(FlowFolder.FlowFile::definition);
        Map<String, String> secrets = new HashMap<>();
        secretFiles.forEach((name, file) -> {
            requireSensitive(name, contexts);
            secrets.put(name, content(file));
        });
        return new SeedInputs(folder, catalogue, contexts, Map.copyOf(secrets));
    }

    /** The text of a file that holds a secret. */
    static String content(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new SandboxException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static void requireTopics(Path declarations) {
        try {
            TopicCatalog.read(declarations);
        } catch (IOException | IllegalArgumentException e) {
            throw new SandboxException("The topics cannot be read from " + declarations + ": " + e.getMessage(), e);
        }
    }

    /** Under a mistyped name the secret would go nowhere, and the parameter would get a random value. */
    private static void requireSensitive(String name, List<ParameterContext> contexts) {
        List<String> sensitive = contexts.stream()
                .flatMap(context -> context.parameters().stream())
                .filter(ParameterContext.Entry::sensitive)
                .map(ParameterContext.Entry::name)
                .toList();
        if (!sensitive.contains(name)) {
            throw new SandboxException("--secret-file names '" + name + "', which is no sensitive parameter: those are "
                    + String.join(", ", sensitive) + ".");
        }
    }
}
