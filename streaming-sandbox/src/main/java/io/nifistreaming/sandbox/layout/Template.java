package io.nifistreaming.sandbox.layout;

import io.nifistreaming.sandbox.SandboxException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A configuration file of a part, as a resource with {@code ${name}} where a value goes. */
public record Template(String text) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z.]+)}");

    /** The resource {@code templates/NAME}. */
    public static Template named(String name) {
        return new Template(resource("/templates/" + name));
    }

    static String resource(String path) {
        try (InputStream in = Template.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + path + " is missing from streaming-sandbox");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text with every placeholder replaced; one without a value is a bug, and says so. */
    public String render(Map<String, String> values) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder rendered = new StringBuilder();
        while (matcher.find()) {
            String value = values.get(matcher.group(1));
            if (value == null) {
                throw new IllegalArgumentException("No value for ${" + matcher.group(1) + "}");
            }
            matcher.appendReplacement(rendered, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(rendered).toString();
    }

    /** Renders into a file; its folder is created. */
    public void write(Path file, Map<String, String> values) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, render(values));
        } catch (IOException e) {
            throw new SandboxException("Cannot write " + file + ": " + e.getMessage() + ". Check who owns it.", e);
        }
    }
}
