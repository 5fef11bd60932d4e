package io.nifistreaming.delta;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * What Delta tells of a file's columns, so that readers can leave it out. Parquet has counted and compared already; its
 * own statistics are taken over, for the first 32 columns, as Delta does by default.
 */
final class FileStatistics {
    private static final int MOST_COLUMNS = 32;

    private final ObjectNode least = JsonNodeFactory.instance.objectNode();
    private final ObjectNode most = JsonNodeFactory.instance.objectNode();
    private final ObjectNode nulls = JsonNodeFactory.instance.objectNode();
    private final Map<String, Statistics<?>> byPath;
    private int columns;

    private FileStatistics(Map<String, Statistics<?>> byPath) {
        this.byPath = byPath;
    }

    /** As a JSON object. */
    static String of(List<Column> columns, ParquetMetadata footer, long rows) {
        FileStatistics statistics = new FileStatistics(merged(footer));
        statistics.add(columns, "", statistics.least, statistics.most, statistics.nulls);
        ObjectNode all = JsonNodeFactory.instance.objectNode().put("numRecords", rows);
        all.set("minValues", statistics.least);
        all.set("maxValues", statistics.most);
        all.set("nullCount", statistics.nulls);
        return all.toString();
    }

    private static Map<String, Statistics<?>> merged(ParquetMetadata footer) {
        Map<String, Statistics<?>> merged = new HashMap<>();
        for (BlockMetaData block : footer.getBlocks()) {
            for (ColumnChunkMetaData chunk : block.getColumns()) {
                Statistics<?> of = chunk.getStatistics();
                Statistics<?> before = merged.putIfAbsent(chunk.getPath().toDotString(), of.copy());
                if (before != null) {
                    before.mergeStatistics(of);
                }
            }
        }
        return merged;
    }

    private void add(List<Column> of, String within, ObjectNode lowest, ObjectNode highest, ObjectNode empty) {
        for (Column column : of) {
            if (columns >= MOST_COLUMNS) {
                return;
            }
            String path = within + column.name();
            if (column.type() instanceof Struct struct) {
                add(
                        struct.columns(),
                        path + ".",
                        lowest.putObject(column.name()),
                        highest.putObject(column.name()),
                        empty.putObject(column.name()));
            } else if (column.type() instanceof Simple || column.type() instanceof Decimal) {
                columns++;
                add(column, byPath.get(path), lowest, highest, empty);
            }
        }
    }

    private static void add(
            Column column, Statistics<?> statistics, ObjectNode lowest, ObjectNode highest, ObjectNode empty) {
        if (statistics == null) {
            return;
        }
        if (statistics.isNumNullsSet()) {
            empty.put(column.name(), statistics.getNumNulls());
        }
        if (!statistics.hasNonNullValue()) {
            return;
        }
        Optional<StatisticText> text = StatisticText.of(column.type(), statistics);
        text.ifPresent(one -> {
            lowest.set(column.name(), one.least());
            highest.set(column.name(), one.most());
        });
    }
}
