package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.ListOf;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFileReaderIT {
    private static final TableSchema ALL = AllTypes.SCHEMA;

    @TempDir
    private Path folder;

    private DataFiles files;

    @BeforeEach
    void open() throws IOException {
        files = new DataFiles(folder);
    }

    @Test
    void eachTypeComesBackAsItWasWrittenAlsoWrittenAgain() throws IOException {
        List<Object[]> rows = List.of(
                AllTypes.least(), AllTypes.most(), AllTypes.nulls("only this"), AllTypes.empties(), AllTypes.most());

        TableFile file = files.written(ALL, rows);
        List<Object[]> read = files.read(file, ReadPlan.of(ALL));
        TableFile again = files.written(ALL, files.read(file, ReadPlan.of(ALL).withTexts(ReadPlan.Texts.UTF8)));

        assertThat(RowText.of(read)).containsExactlyElementsOf(RowText.of(rows));
        assertThat(RowText.of(files.read(again, ReadPlan.of(ALL)))).containsExactlyElementsOf(RowText.of(rows));
        assertThat(again.statistics()).isEqualTo(file.statistics());
    }

    @Test
    void rowsHaveTheColumnsThatWereAskedForInThatOrder() throws IOException {
        TableFile file = files.written(ALL, List.of(AllTypes.least(), AllTypes.most()));

        List<Object[]> read = files.read(file, ReadPlan.of(ALL).withColumns(List.of("DAY", "text")));

        assertThat(read).containsExactly(new Object[] {-141_427, ""}, new Object[] {2_932_896, "z😀"});
    }

    @Test
    void aColumnThatTheTableDoesNotHaveIsRefusedByName() {
        ReadPlan plan = ReadPlan.of(ALL);

        assertThatThrownBy(() -> plan.withColumns(List.of("colour")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'colour'", "shops");
    }

    @Test
    void whatAnOlderFileLacksIsNullAtEachDepthAndItsNarrowerNumbersFit() throws IOException {
        TableSchema older = TableSchema.of(
                Column.of("number", Simple.INTEGER),
                Column.of("ratio", Simple.FLOAT),
                Column.of("price", new Decimal(5, 1)),
                Column.of("items", new ListOf(new Struct(List.of(Column.of("sku", Simple.STRING))), true)),
                Column.of("gone", new Struct(List.of(Column.of("sku", Simple.STRING)))));
        Column size = Column.of("size", Simple.LONG);
        TableSchema newer = TableSchema.of(
                Column.of("Number", Simple.LONG),
                Column.of("colour", Simple.STRING),
                Column.of("ratio", Simple.DOUBLE),
                Column.of("price", new Decimal(20, 3)),
                Column.of("items", new ListOf(new Struct(List.of(size, Column.of("sku", Simple.STRING))), true)),
                Column.of("gone", new Struct(List.of(size))));
        TableFile file = files.written(
                older,
                List.of(
                        new Object[] {
                            7, 0.5f, new BigDecimal("9.5"), List.of((Object) new Object[] {"a"}), new Object[] {"b"}
                        },
                        new Object[] {null, null, null, null, null}));

        List<Object[]> read = files.read(file, ReadPlan.of(newer));

        assertThat(RowText.of(read.get(0))).isEqualTo(RowText.of(new Object[] {
            7L, null, 0.5, new BigDecimal("9.500"), List.of((Object) new Object[] {null, "a"}), new Object[] {null}
        }));
        assertThat(read.get(1)).containsOnlyNulls();
    }

    @Test
    void aFileWithNoneOfTheColumnsHasItsRowsNevertheless() throws IOException {
        TableFile file = files.written(
                TableSchema.of(Column.of("a", Simple.LONG)), List.of(new Object[] {1L}, new Object[] {2L}));

        List<Object[]> read = files.read(file, ReadPlan.of(TableSchema.of(Column.of("b", Simple.LONG))));

        assertThat(read).containsExactly(new Object[] {null}, new Object[] {null});
    }

    @Test
    void columnsThatPartitionHaveTheirValuesOfTheLog() throws IOException {
        TableSchema schema = TableSchema.of(
                Column.of("day", Simple.DATE),
                Column.of("value", Simple.LONG),
                Column.of("shop", Simple.STRING),
                Column.of("price", new Decimal(6, 2)),
                Column.of("at", Simple.TIMESTAMP));
        Object[] row = {20_781, 1L, "a/b=c%20 ü", new BigDecimal("1.50"), 1_795_558_500_123_456L};
        Object[] none = {null, 2L, null, null, null};
        WritePlan plan = WritePlan.of(schema, "day", "shop", "price", "at");

        for (Object[] each : List.of(row, none)) {
            List<Object[]> read = files.read(files.written(plan, List.<Object[]>of(each)), ReadPlan.of(schema));
            assertThat(read).containsExactly(each);
        }
    }

    @Test
    void aFilterLooksAtColumnsThatRowsNeedNotHave() throws IOException {
        TableFile file = files.written(ALL, List.of(AllTypes.least(), AllTypes.most(), AllTypes.nulls("x")));
        ReadPlan plan = ReadPlan.of(ALL).withColumns(List.of("text"));

        assertThat(files.read(file, plan.withFilter(RowFilter.atLeast("long", 0))))
                .containsExactly(new Object[] {"z😀"});
        assertThat(files.read(file, plan.withFilter(RowFilter.equal("shop.place.lat", "-0.0"))))
                .containsExactly(new Object[] {""});
        assertThat(files.read(file, plan.withFilter(new RowFilter.IsNull("shop.name"))))
                .containsExactly(new Object[] {"z😀"}, new Object[] {"x"});
    }

    @Test
    void positionsAreThoseInTheFileWhateverIsLeftOut() throws IOException {
        TableSchema schema = TableSchema.of(Column.of("a", Simple.LONG));
        TableFile file = files.written(schema, List.of(new Object[] {1L}, new Object[] {2L}, new Object[] {3L}));

        try (DataFileReader reader =
                DataFileReader.open(files.table(), file, ReadPlan.of(schema).withFilter(RowFilter.atLeast("a", 2)))) {
            assertThat(reader.next()).containsExactly(2L);
            assertThat(reader.position()).isEqualTo(1);
            assertThat(reader.next()).containsExactly(3L);
            assertThat(reader.position()).isEqualTo(2);
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void aFileThatIsGoneOrBrokenIsTold() throws IOException {
        TableSchema schema = TableSchema.of(Column.of("a", Simple.STRING));
        TableFile file = files.written(schema, List.<Object[]>of(new Object[] {"x".repeat(1000)}));
        Path path = Path.of(file.in(files.table().path()).toUri());
        byte[] content = Files.readAllBytes(path);

        Arrays.fill(content, 4, 40, (byte) 0x55);
        Files.write(path, content);
        assertThatThrownBy(() -> files.read(file, ReadPlan.of(schema)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path.getFileName().toString());

        Files.delete(path);
        assertThatThrownBy(() -> files.read(file, ReadPlan.of(schema)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path.getFileName().toString());
    }
}
