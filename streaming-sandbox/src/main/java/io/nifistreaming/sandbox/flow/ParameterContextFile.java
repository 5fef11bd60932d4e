package io.nifistreaming.sandbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.nifistreaming.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code flows/parameters/ENVIRONMENT.json}: the parameter contexts of one environment.
 *
 * <p>A value may hold placeholders such as <code>@{SHOP_URL}</code>, which whoever sets the environment up fills in.
 * They look like neither a parameter nor NiFi's expression language, so one that is left over is seen at once.
 */
public final class ParameterContextFile {
    private static final Pattern PLACEHOLDER = Pattern.compile("@\\{([A-Z][A-Z0-9_]*)}");

    private ParameterContextFile() {}

    /** The contexts as they are declared. */
    public static List<ParameterContext> read(Path file) {
        try {
            List<ParameterContext> contexts = new ArrayList<>();
            for (JsonNode context : FlowJson.MAPPER.readTree(file.toFile()).required("contexts")) {
                contexts.add(ParameterContext.read(context));
            }
            return contexts;
        } catch (IOException e) {
            throw new SandboxException("Cannot read the parameter contexts in " + file + ": " + FlowJson.reason(e), e);
        } catch (IllegalArgumentException e) {
            throw new SandboxException(file + " has no list 'contexts'.", e);
        }
    }

    /**
     * The contexts with their placeholders filled in.
     *
     * @throws SandboxException if a placeholder has no value
     */
    public static List<ParameterContext> read(Path file, Map<String, String> placeholders) {
        List<ParameterContext> filled = new ArrayList<>();
        for (ParameterContext context : read(file)) {
            List<ParameterContext.Entry> parameters = new ArrayList<>();
            for (ParameterContext.Entry one : context.parameters()) {
                Optional<String> value = one.value().map(text -> fill(file, one.name(), text, placeholders));
                parameters.add(new ParameterContext.Entry(one.name(), one.description(), one.sensitive(), value));
            }
            filled.add(new ParameterContext(context.name(), context.description(), parameters));
        }
        return filled;
    }

    private static String fill(Path file, String parameter, String text, Map<String, String> placeholders) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            String value = placeholders.get(match.group(1));
            if (value == null) {
                throw new SandboxException(file + ": the parameter '" + parameter + "' needs a value for "
                        + match.group() + ". Known are: " + new TreeSet<>(placeholders.keySet()) + ".");
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
