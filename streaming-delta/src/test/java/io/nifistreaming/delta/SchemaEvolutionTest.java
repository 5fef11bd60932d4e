package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.ListOf;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.ColumnType.Struct;
import io.nifistreaming.delta.SchemaEvolution.Evolution;
import io.nifistreaming.delta.SchemaEvolution.Evolution.Accepted;
import io.nifistreaming.delta.SchemaEvolution.Evolution.Refused;
import io.nifistreaming.delta.SchemaEvolution.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaEvolutionTest {
    private static final TableSchema TABLE = TableSchema.of(
            Column.of("sku", Simple.STRING).notNull(),
            Column.of("price", new Decimal(12, 2)),
            Column.of("count", Simple.LONG));

    @ParameterizedTest
    @EnumSource(Policy.class)
    void fieldsInAnyOrderAndWithSomeLeftOutFitTheTableAsItIs(Policy policy) {
        TableSchema incoming = TableSchema.of(Column.of("COUNT", Simple.INTEGER), Column.of("sku", Simple.STRING));

        assertThat(SchemaEvolution.of(TABLE, incoming, policy)).isEqualTo(new Accepted(TABLE));
    }

    @Test
    void newFieldsBecomeColumnsAtTheEndThatMayBeNull() {
        TableSchema incoming =
                TableSchema.of(Column.of("colour", Simple.STRING).notNull(), Column.of("sku", Simple.STRING));

        Evolution evolution = SchemaEvolution.of(TABLE, incoming, Policy.ADD_COLUMNS);

        TableSchema schema = ((Accepted) evolution).schema();
        assertThat(schema.columns()).startsWith(TABLE.columns().toArray(Column[]::new));
        assertThat(schema.columns()).endsWith(Column.of("colour", Simple.STRING));
        assertThat(SchemaEvolution.extendsSchema(TABLE, schema)).isTrue();
        assertThat(SchemaEvolution.extendsSchema(schema, TABLE)).isFalse();
    }

    @Test
    void newFieldsAreRefusedByNameIfThatIsThePolicy() {
        TableSchema incoming = TableSchema.of(Column.of("colour", Simple.STRING));

        Evolution evolution = SchemaEvolution.of(TABLE, incoming, Policy.REFUSE);

        assertThat(((Refused) evolution).reasons()).singleElement().asString().contains("'colour'", "Schema Evolution");
    }

    @Test
    void fieldsWithinRecordsAndListsBecomeColumnsToo() {
        Column nested = Column.of("items", new ListOf(new Struct(List.of(Column.of("sku", Simple.STRING))), true));
        Column wider = Column.of(
                "items",
                new ListOf(new Struct(List.of(Column.of("size", Simple.LONG), Column.of("sku", Simple.STRING))), true));

        Evolution evolution = SchemaEvolution.of(TableSchema.of(nested), TableSchema.of(wider), Policy.ADD_COLUMNS);

        TableSchema schema = ((Accepted) evolution).schema();
        assertThat(SchemaEvolution.text(schema.columns().get(0).type()))
                .isEqualTo("array<struct<sku:string,size:long>>");
        assertThat(SchemaEvolution.extendsSchema(TableSchema.of(nested), schema))
                .isTrue();
    }

    @Test
    void aColumnKeepsItsType() {
        TableSchema incoming = TableSchema.of(
                Column.of("sku", Simple.LONG),
                Column.of("price", new Decimal(12, 3)),
                Column.of("count", Simple.DOUBLE));

        Evolution evolution = SchemaEvolution.of(TABLE, incoming, Policy.ADD_COLUMNS);

        assertThat(((Refused) evolution).reasons()).hasSize(3).anySatisfy(reason -> assertThat(reason)
                .contains("'price' is decimal(12,3)", "decimal(12,2)"));
    }

    @Test
    void valuesOfNarrowerTypesFitIntoWiderColumns() {
        TableSchema table = TableSchema.of(
                Column.of("a", Simple.LONG), Column.of("b", Simple.DOUBLE), Column.of("c", new Decimal(10, 3)));
        TableSchema incoming = TableSchema.of(
                Column.of("a", Simple.BYTE), Column.of("b", Simple.FLOAT), Column.of("c", new Decimal(9, 2)));

        assertThat(SchemaEvolution.of(table, incoming, Policy.REFUSE)).isEqualTo(new Accepted(table));
        assertThat(SchemaEvolution.of(incoming, table, Policy.REFUSE)).isInstanceOf(Refused.class);
    }
}
