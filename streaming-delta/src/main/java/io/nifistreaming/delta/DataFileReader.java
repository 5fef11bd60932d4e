package io.nifistreaming.delta;

import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ReadPlan.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;

/**
 * The rows of one data file, as the table's schema has them: each a value for each column of the plan, of the classes
 * that {@link ColumnType} names, so that a {@link RecordParquetWriter} writes them again without loss. Columns that the
 * file lacks are null, and those that partition the table have the value that the log tells.
 *
 * <p>Memory is that of the wanted columns of one row group, whatever the file's size.
 */
public final class DataFileReader implements RowSource {
    private final Path path;
    private final ParquetReader<Object[]> reader;
    private final RowCondition condition;
    private final int width;
    private final Map<Integer, Object> partition = new LinkedHashMap<>();
    private long position = -1;

    private DataFileReader(Configuration configuration, Path path, TableFile file, ReadPlan plan) throws IOException {
        this.path = path;
        this.width = plan.columns().columns().size();
        TableSchema rows = plan.read();
        this.condition = RowCondition.of(plan.filter(), rows);
        Set<String> partitioning =
                file.partition().keySet().stream().map(DataFileReader::folded).collect(Collectors.toSet());
        List<Column> stored = new ArrayList<>();
        for (Column column : rows.columns()) {
            if (!partitioning.contains(folded(column.name()))) {
                stored.add(column);
            }
        }
        file.partition().forEach((name, text) -> {
            int position = rows.indexOf(name);
            if (position >= 0) {
                partition.put(position, value(rows.columns().get(position), text, plan.texts()));
            }
        });
        RowReadSupport support = new RowReadSupport(rows.columns(), stored, plan.texts());
        this.reader = new Builder(HadoopInputFile.fromPath(path, configuration), support)
                .withConf(configuration)
                .build();
    }

    /**
     * Opens a file of a table.
     *
     * @throws IOException if it is not there, or can't be read
     * @throws UnsupportedTableException if it holds a column in a form that the table's type can't be read of
     */
    public static DataFileReader open(DeltaTable table, TableFile file, ReadPlan plan) throws IOException {
        return open(table.configuration(), table.path(), file, plan);
    }

    static DataFileReader open(Configuration configuration, String table, TableFile file, ReadPlan plan)
            throws IOException {
        return new DataFileReader(configuration, file.in(table), file, plan);
    }

    @Override
    public Object[] next() throws IOException {
        for (Object[] row = read(); row != null; row = read()) {
            for (Map.Entry<Integer, Object> each : partition.entrySet()) {
                row[each.getKey()] = each.getValue();
            }
            if (condition.holds(row)) {
                return row.length == width ? row : Arrays.copyOf(row, width);
            }
        }
        return null;
    }

    /** Which row of the file the last one is, from 0. */
    public long position() {
        return position;
    }

    private Object[] read() throws IOException {
        try {
            Object[] row = reader.read();
            position = row == null ? position : reader.getCurrentRowIndex();
            return row;
        } catch (IOException | UnsupportedTableException told) {
            throw told;
        } catch (RuntimeException broken) {
            throw rethrown(broken);
        }
    }

    /** Parquet tells of broken files, and of disks, by exceptions of its own. */
    private IOException rethrown(RuntimeException broken) {
        for (Throwable cause = broken.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnsupportedTableException told) {
                throw told;
            }
        }
        return new IOException("Data file " + path + " can't be read: " + broken.getMessage(), broken);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static Object value(Column column, String text, Texts texts) {
        Object value = TypedValue.ofPartition(column.type(), text);
        boolean bytes = texts == Texts.UTF8 && column.type() == Simple.STRING && value != null;
        return bytes ? ((String) value).getBytes(StandardCharsets.UTF_8) : value;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static final class Builder extends ParquetReader.Builder<Object[]> {
        private final RowReadSupport support;

        Builder(InputFile file, RowReadSupport support) {
            super(file);
            this.support = support;
        }

        @Override
        protected ReadSupport<Object[]> getReadSupport() {
            return support;
        }
    }
}
