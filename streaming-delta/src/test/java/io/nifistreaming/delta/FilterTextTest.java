package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.delta.RowFilter.Comparison;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTextTest {
    @Test
    void andBindsMoreThanOrAndParenthesesMost() {
        assertThat(FilterText.parse("a = 1 or b < 'x''y' AND NOT (c >= -1.5e3 or `odd name` is not null)"))
                .isEqualTo(new RowFilter.Any(List.of(
                        RowFilter.equal("a", "1"),
                        new RowFilter.All(List.of(
                                new RowFilter.Compare("b", Comparison.LESS, "x'y"),
                                new RowFilter.Not(new RowFilter.Any(List.of(
                                        RowFilter.atLeast("c", "-1.5e3"), new RowFilter.IsNotNull("odd name")))))))));
    }

    @Test
    void listsAndSpansAreComparisons() {
        assertThat(FilterText.parse("a.b IN (1, true) AND c NOT BETWEEN DATE '2026-11-24' AND TIMESTAMP '2026-11-25'"))
                .isEqualTo(new RowFilter.All(List.of(
                        new RowFilter.Any(List.of(RowFilter.equal("a.b", "1"), RowFilter.equal("a.b", "true"))),
                        new RowFilter.Not(
                                RowFilter.atLeast("c", "2026-11-24").and(RowFilter.atMost("c", "2026-11-25"))))));
    }

    @Test
    void nothingIsAllRows() {
        assertThat(FilterText.parse(" ")).isEqualTo(RowFilter.ALL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a =|character 4, and has the end",
                "a = 1 b|character 7, and has 'b'",
                "a ~ 1|character 2",
                "a = 'x|character 4",
                "= 1|a column at character 1",
                "a IN ()|a value",
                "a = 1 AND|a column",
                "(a = 1|should have )",
                "a|a comparison",
            })
    void whereItCantBeReadIsTold(String text, String told) {
        assertThatThrownBy(() -> FilterText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told);
    }
}
