package io.nifistreaming.delta;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;

/** Hands rows to Parquet, column by column. */
final class RowWriteSupport extends WriteSupport<Object[]> {
    private final List<Column> columns;
    private final ValueWriter[] writers;
    /** Where in a row the values of the columns stand: those that partition are not in the files. */
    private final int[] positions;

    private RecordConsumer consumer;

    RowWriteSupport(List<Column> columns, int[] positions) {
        this.columns = List.copyOf(columns);
        this.positions = positions.clone();
        this.writers = columns.stream().map(Column::type).map(ValueWriter::of).toArray(ValueWriter[]::new);
    }

    @Override
    public String getName() {
        return "nifi-streaming";
    }

    @Override
    public WriteContext init(Configuration configuration) {
        return new WriteContext(ParquetSchema.of(columns), Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(ParquetSchema.of(columns), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer to) {
        consumer = to;
    }

    @Override
    public void write(Object[] row) {
        consumer.startMessage();
        for (int index = 0; index < writers.length; index++) {
            ValueWriter.field(consumer, columns.get(index).name(), index, writers[index], row[positions[index]]);
        }
        consumer.endMessage();
    }
}
