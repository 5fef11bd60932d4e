package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A million keys into ten million rows within a gigabyte of heap, beside Spark's MERGE of the same rows, with all the
 * memory it wants. Other sizes with {@code -Dmerge.rows} and {@code -Dmerge.keys}.
 */
@EnabledIfSystemProperty(named = "soak", matches = "true")
class MergeSizeIT {
    private static final String SPARK = "MERGE INTO $T t USING delta.`%s` s ON t.sku = s.sku"
            + " WHEN MATCHED AND s.observed_at > t.observed_at THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *";
    private static final String SUM = "SELECT count(*) AS rows, CAST(sum(CAST(xxhash64(sku, competitor, price, name,"
            + " in_stock, observed_at) AS DECIMAL(38, 0))) AS STRING) AS sum FROM delta.`%s`";

    @TempDir
    private Path folder;

    @Test
    void theHeapNeedNotGrowWithTheTableAndTheRowsAreSparks() throws IOException, InterruptedException {
        String rows = System.getProperty("merge.rows", "10000000");
        String keys = System.getProperty("merge.keys", "1000000");
        Path ours = folder.resolve("ours");
        Path theirs = folder.resolve("theirs");
        Path source = folder.resolve("source");
        run("make", ours, rows);
        run("source", source, rows, keys);
        copy(ours, theirs);

        String merged = run("merge", ours, source.toString());
        List<List<JsonNode>> answers = Spark.ask(
                List.of("-Dpeer.master=local[2]", "-Dpeer.partitions=8"),
                theirs.toString(),
                "timed",
                String.format(SPARK, source),
                "sql",
                "RESTORE TABLE $T TO VERSION AS OF 0",
                "timed",
                String.format(SPARK, source),
                "sql",
                String.format(SUM, theirs),
                "sql",
                String.format(SUM, ours));
        System.out.println("Spark, cold " + answers.get(0) + ", warm " + answers.get(2));

        assertThat(merged).contains("inserted=" + Long.parseLong(keys) / 10);
        assertThat(answers.get(4)).isEqualTo(answers.get(3));
        assertThat(answers.get(4).get(0).path("rows").asLong())
                .isEqualTo(Long.parseLong(rows) + Long.parseLong(keys) / 10);
    }

    private static String run(String what, Path table, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                MergeSize.class.getName(),
                what,
                table.toString()));
        String options = System.getProperty("merge.options", "");
        if (!options.isEmpty()) {
            command.addAll(1, List.of(options.split(" ", -1)));
        }
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        System.out.print(said);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
