package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark's MERGE and ours make the same table of the same rows, and Spark goes on from ours. */
class MergeLikeSparkIT {
    private static final String MERGE = "MERGE INTO %s t USING (SELECT * FROM (SELECT *, row_number() OVER"
            + " (PARTITION BY shop, sku ORDER BY seq DESC) AS rank FROM delta.`%s`) WHERE rank = 1) s"
            + " ON t.shop = s.shop AND t.sku = s.sku"
            + " WHEN MATCHED AND s.seq > t.seq AND s.price IS NULL THEN DELETE"
            + " WHEN MATCHED AND s.seq > t.seq THEN UPDATE SET t.seq = s.seq, t.price = s.price"
            + " WHEN NOT MATCHED AND s.price IS NOT NULL THEN"
            + " INSERT (shop, sku, seq, price) VALUES (s.shop, s.sku, s.seq, s.price)";

    @TempDir
    private Path folder;

    @Test
    void theSameRowsComeOut() throws IOException {
        MergeGround ours = new MergeGround(folder.resolve("ours"));
        MergeGround theirs = new MergeGround(folder.resolve("theirs"));
        MergeGround source = new MergeGround(folder.resolve("source"));
        Random dice = new Random(11);
        GivenRows first = MergeGround.rows();
        for (long sku = 0; sku < 3000; sku++) {
            first.row("shop-" + sku % 7, sku, (long) dice.nextInt(1000), "p" + dice.nextInt());
        }
        GivenRows events = MergeGround.rows();
        GivenRows plain = MergeGround.rows();
        for (int event = 0; event < 2000; event++) {
            long sku = dice.nextInt(4000);
            Object[] row = {"shop-" + sku % 7, sku, 1_000_000L * dice.nextInt(2) + event, "n" + dice.nextInt()};
            if (dice.nextInt(4) == 0) {
                row[3] = null;
                events.delete(row);
            } else {
                events.row(row);
            }
            plain.row(row);
        }
        ours.merged(MergeGround.SEQUENCED, first);
        theirs.merged(MergeGround.SEQUENCED, first);
        source.append(AppendPlan.defaults(), plain);

        ours.merged(MergeGround.SEQUENCED, events);
        List<List<JsonNode>> answers = Spark.ask(
                folder.resolve("theirs/table").toString(),
                "sql",
                String.format(MERGE, "$T", folder.resolve("source/table")),
                "sql",
                "SELECT count(*) AS rows FROM (SELECT * FROM $T EXCEPT SELECT * FROM delta.`"
                        + folder.resolve("ours/table") + "`)",
                "sql",
                "SELECT count(*) AS rows FROM (SELECT * FROM delta.`" + folder.resolve("ours/table")
                        + "` EXCEPT SELECT * FROM $T)",
                "sql",
                "SELECT count(*) AS rows FROM $T",
                "sql",
                "DESCRIBE HISTORY delta.`" + folder.resolve("ours/table") + "` LIMIT 1",
                "sql",
                String.format(MERGE, "delta.`" + folder.resolve("ours/table") + "`", folder.resolve("source/table")));

        assertThat(answers.get(1).get(0).path("rows").asInt()).isZero();
        assertThat(answers.get(2).get(0).path("rows").asInt()).isZero();
        assertThat(answers.get(3).get(0).path("rows").asInt())
                .isEqualTo(ours.table().size());
        assertThat(ours.table()).hasSizeGreaterThan(2000).doesNotHaveDuplicates();
        assertThat(answers.get(4).get(0).path("operation").asText()).isEqualTo("MERGE");
        assertThat(answers.get(4)
                        .get(0)
                        .path("operationMetrics")
                        .path("numTargetRowsDeleted")
                        .asInt())
                .isPositive();
        assertThat(ours.merged(MergeGround.SEQUENCED, MergeGround.rows().row("shop-1", 1L, 9_000_000L, "after"))
                        .inputs())
                .as("we go on from what Spark has merged")
                .hasSize(1);
        assertThat(ours.table()).contains("shop-1 1 9000000 after");
    }
}
