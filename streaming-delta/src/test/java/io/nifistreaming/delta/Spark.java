package io.nifistreaming.delta;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Spark with Delta in a JVM of its own, by the program and the classpath of {@code delta-spark-peer}. */
final class Spark {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PEER = Path.of("..", "delta-spark-peer");
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "sun.nio.ch",
            "sun.util.calendar");

    private Spark() {}

    /**
     * Runs queries on a table.
     *
     * @param queries {@code sql} or {@code files}, each followed by what is asked, where {@code $T} is the table
     * @return the rows of each
     */
    static List<List<JsonNode>> ask(String table, String... queries) throws IOException {
        return ask(List.of(), table, queries);
    }

    /** With options for its JVM, such as how many cores it may use. */
    static List<List<JsonNode>> ask(List<String> options, String table, String... queries) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
        command.addAll(options);
        command.add("-cp");
        command.add(Files.readString(PEER.resolve("target/classpath")).strip());
        command.add(PEER.resolve("SparkPeer.java").toString());
        command.add(table);
        command.addAll(List.of(queries));
        Path errors = Files.createTempFile("spark", ".log");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        List<List<JsonNode>> answers = new ArrayList<>();
        List<JsonNode> rows = new ArrayList<>();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals("---")) {
                    answers.add(rows);
                    rows = new ArrayList<>();
                } else if (line.startsWith("row ")) {
                    rows.add(JSON.readTree(line.substring("row ".length())));
                }
            }
        }
        if (answers.size() != queries.length / 2) {
            throw new AssertionError("Spark answered " + answers.size() + " of " + queries.length / 2 + " queries:\n"
                    + Files.readString(errors));
        }
        Files.delete(errors);
        return answers;
    }
}
