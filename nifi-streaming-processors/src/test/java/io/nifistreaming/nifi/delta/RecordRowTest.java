package io.nifistreaming.nifi.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.delta.Column;
import io.nifistreaming.delta.ColumnType;
import io.nifistreaming.delta.ColumnType.Decimal;
import io.nifistreaming.delta.ColumnType.Simple;
import io.nifistreaming.delta.TableSchema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.nifi.serialization.SimpleRecordSchema;
import org.apache.nifi.serialization.record.MapRecord;
import org.apache.nifi.serialization.record.Record;
import org.apache.nifi.serialization.record.RecordField;
import org.apache.nifi.serialization.record.RecordFieldType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordRowTest {
    /** A table that has the column takes no other one of that name, so its value would be gone. */
    @Test
    void aFieldIsFoundInWhateverCaseItsNameIs() throws UnfitValueException {
        assertThat(row(Simple.STRING, Map.of("SKU", "b-1"))).isEqualTo("b-1");
        assertThat(row(Simple.STRING, Map.of("SKU", "other", "sku", "b-1"))).isEqualTo("b-1");
        assertThat(row(Simple.STRING, Collections.singletonMap("sku", null))).isNull();
    }

    @Test
    void forEverIsATime() throws UnfitValueException {
        long micros = (Long) row(Simple.TIMESTAMP, Map.of("sku", "9999-12-31T23:59:59.999999Z"));

        assertThat(Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000))
                .isEqualTo("9999-12-31T23:59:59.999999Z");
        assertThat(row(Simple.TIMESTAMP, Map.of("sku", "1969-12-31T23:59:59.999999Z")))
                .isEqualTo(-1L);
    }

    /** Written out it would have a billion digits. */
    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "-1E+2147483647"})
    void aNumberOfAFewBytesThatIsTooLongForAnyColumnIsRefused(String text) {
        for (ColumnType type : List.of(Simple.LONG, new Decimal(38, 10))) {
            assertThatThrownBy(() -> row(type, Map.of("sku", text)))
                    .isInstanceOf(UnfitValueException.class)
                    .hasMessageContainingAll("'sku'", "exponent");
            assertThatThrownBy(() -> row(type, Map.of("sku", new BigDecimal(text))))
                    .isInstanceOf(UnfitValueException.class);
        }
    }

    @Test
    void aNumberThatIsTooGreatDoesNotBecomeInfinity() {
        assertThatThrownBy(() -> row(Simple.DOUBLE, Map.of("sku", "1e400")))
                .isInstanceOf(UnfitValueException.class)
                .hasMessageContaining("greater than any number");
        assertThatThrownBy(() -> row(Simple.FLOAT, Map.of("sku", "1e40"))).isInstanceOf(UnfitValueException.class);
    }

    private static Object row(ColumnType type, Map<String, Object> values) throws UnfitValueException {
        List<RecordField> fields = values.keySet().stream()
                .map(name -> new RecordField(name, RecordFieldType.STRING.getDataType()))
                .toList();
        Record record = new MapRecord(new SimpleRecordSchema(fields), new HashMap<>(values));
        return new RecordRow(new TableSchema(List.of(Column.of("sku", type)))).of(record)[0];
    }
}
