package io.nifistreaming.delta;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Takes rows from Parquet, each a value for each column; null for those that the file lacks, or does not store. */
final class RowReadSupport extends ReadSupport<Object[]> {
    private final List<Column> columns;
    private final List<Column> stored;
    private final ReadPlan.Texts texts;

    /** @param stored those of the columns that are to be taken from the file */
    RowReadSupport(List<Column> columns, List<Column> stored, ReadPlan.Texts texts) {
        this.columns = List.copyOf(columns);
        this.stored = List.copyOf(stored);
        this.texts = texts;
    }

    @Override
    public ReadContext init(InitContext context) {
        return new ReadContext(FileProjection.of(context.getFileSchema(), stored));
    }

    @Override
    public RecordMaterializer<Object[]> prepareForRead(
            Configuration configuration, Map<String, String> metadata, MessageType file, ReadContext context) {
        return materializer(metadata, context.getRequestedSchema());
    }

    @Override
    public RecordMaterializer<Object[]> prepareForRead(
            ParquetConfiguration configuration, Map<String, String> metadata, MessageType file, ReadContext context) {
        return materializer(metadata, context.getRequestedSchema());
    }

    private RecordMaterializer<Object[]> materializer(Map<String, String> metadata, MessageType requested) {
        return new Rows(new ValueReader(texts, OldCalendar.of(metadata)), requested, columns);
    }

    private static final class Rows extends RecordMaterializer<Object[]> implements Consumer<Object> {
        private final GroupConverter root;
        private Object[] row;

        Rows(ValueReader reader, MessageType requested, List<Column> columns) {
            this.root = reader.struct(requested, columns, "", this);
        }

        @Override
        public void accept(Object complete) {
            row = (Object[]) complete;
        }

        @Override
        public Object[] getCurrentRecord() {
            return row;
        }

        @Override
        public GroupConverter getRootConverter() {
            return root;
        }
    }
}
