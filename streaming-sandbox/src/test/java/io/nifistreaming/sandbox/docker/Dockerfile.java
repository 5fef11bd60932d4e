package io.nifistreaming.sandbox.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Dockerfile, as far as the tests look at it.
 *
 * @param arguments the global ARGs with their defaults
 * @param stages by name, in order
 */
record Dockerfile(Map<String, String> arguments, Map<String, Stage> stages) {

    /**
     * @param base the image or stage it starts from, arguments not filled in
     * @param instructions such as {@code COPY flows /opt/streaming/flows}, continued lines joined
     */
    record Stage(String base, List<String> instructions) {
        List<String> of(String keyword) {
            return instructions.stream()
                    .filter(line -> line.startsWith(keyword + " "))
                    .map(line -> line.substring(keyword.length() + 1).strip())
                    .toList();
        }

        /** Copies: the stage they take from (empty for the build context), the sources, and the destination. */
        List<Copy> copies() {
            List<Copy> copies = new ArrayList<>();
            for (String line : of("COPY")) {
                String from = "";
                List<String> paths = new ArrayList<>();
                for (String word : line.split("\\s+")) {
                    if (word.startsWith("--from=")) {
                        from = word.substring("--from=".length());
                    } else if (!word.startsWith("--")) {
                        paths.add(word);
                    }
                }
                copies.add(new Copy(from, paths.subList(0, paths.size() - 1), paths.get(paths.size() - 1)));
            }
            return copies;
        }
    }

    record Copy(String from, List<String> sources, String destination) {}

    static Dockerfile read(Path file) {
        Map<String, String> arguments = new LinkedHashMap<>();
        Map<String, Stage> stages = new LinkedHashMap<>();
        Stage current = null;
        for (String line : instructions(file)) {
            if (line.startsWith("FROM ")) {
                String[] words = line.split("\\s+");
                current = new Stage(words[1], new ArrayList<>());
                stages.put(words[3], current);
            } else if (current != null) {
                current.instructions().add(line);
            } else if (line.startsWith("ARG ")) {
                String[] argument = line.substring(4).split("=", 2);
                arguments.put(argument[0], argument[1]);
            }
        }
        return new Dockerfile(arguments, stages);
    }

    /** The image or stage that a stage starts from, with the arguments' defaults filled in. */
    String base(String stage) {
        String base = stages.get(stage).base();
        for (Map.Entry<String, String> argument : arguments.entrySet()) {
            base = base.replace("${" + argument.getKey() + "}", argument.getValue());
        }
        return base;
    }

    private static List<String> instructions(Path file) {
        try {
            String joined = String.join(
                            "\n",
                            Files.readAllLines(file).stream()
                                    .filter(line -> !line.startsWith("#"))
                                    .toList())
                    .replace("\\\n", " ");
            return Arrays.stream(joined.split("\n"))
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
