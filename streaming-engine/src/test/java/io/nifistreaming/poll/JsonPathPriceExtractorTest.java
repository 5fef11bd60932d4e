package io.nifistreaming.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonPathPriceExtractorTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final PollTarget ACME =
            PollTarget.of("acme-eu", "acme", "http://acme.example/prices", Duration.ofMinutes(1));

    @Test
    void mapsNestedFieldsAndKeepsDecimalsExact() {
        Extraction.Rows rows = rows(nested(), """
                {"data": {"items": [{"id": 4711, "name": "Lamp", "offer": {"price": {"display": "1.299,00 €"}},
                  "availability": "in_stock", "self": "http://acme.example/4711", "weight": 1.2300, "tags": ["a", "b"],
                  "new": true, "brand": null}]}}""");

        Map<String, Object> extra = new LinkedHashMap<>();
        extra.put("weight", new BigDecimal("1.2300"));
        extra.put("tags", "[\"a\",\"b\"]");
        extra.put("new", true);
        extra.put("brand", null);
        assertThat(rows.rows())
                .containsExactly(new Observation(
                        "acme",
                        "4711",
                        "Lamp",
                        new BigDecimal("1299.00"),
                        "EUR",
                        true,
                        "http://acme.example/4711",
                        NOON,
                        extra));
        assertThat(rows.rejected()).isEmpty();
    }

    @Test
    void aNumberIsNeverAFloat() {
        Extraction.Rows rows = rows(
                flat("$.items"), "{\"items\": [{\"sku\": \"A\", \"price\": 0.1000000000000000055511151231257827}]}");

        assertThat(rows.rows().get(0).price()).isEqualTo(new BigDecimal("0.1000000000000000055511151231257827"));
    }

    @Test
    void oneObjectAListAndWildcardsAreRows() {
        assertThat(rows(flat("$"), "{\"sku\": \"A\", \"price\": 1}").rows()).hasSize(1);
        assertThat(rows(flat("$"), "[{\"sku\": \"A\", \"price\": 1}, {\"sku\": \"B\", \"price\": 2}]")
                        .rows())
                .hasSize(2);
        assertThat(rows(
                                flat("$.a[*].b[*]"),
                                "{\"a\": [{\"b\": [{\"sku\": \"A\", \"price\": 1}]},"
                                        + " {\"b\": [{\"sku\": \"B\", \"price\": 2}]}]}")
                        .rows())
                .hasSize(2);
        assertThat(rows(
                                flat("$..products"),
                                "{\"x\": {\"products\": [{\"sku\": \"A\", \"price\": 1},"
                                        + " {\"sku\": \"B\", \"price\": 2}]}}")
                        .rows())
                .hasSize(2);
    }

    @Test
    void anEmptyListIsAnHonestAnswer() {
        assertThat(rows(flat("$.items"), "{\"items\": []}").rows()).isEmpty();
    }

    @Test
    void aBadRowIsRejectedBesideGoodOnes() {
        Extraction.Rows rows = rows(flat("$.items"), """
                {"items": [{"sku": "A", "price": 1}, {"sku": "B", "price": "call us"}, {"sku": "C"},
                           {"price": 3}, {"sku": "D", "price": -1}, {"sku": "E", "price": {"x": 1}},
                           {"sku": "F", "price": true}]}""");

        assertThat(rows.rows()).extracting(Observation::sku).containsExactly("A");
        assertThat(rows.rejected()).extracting(RejectedRow::sku).containsExactly("B", "C", null, "D", "E", "F");
        assertThat(rows.rejected()).allSatisfy(row -> {
            assertThat(row.kind()).isEqualTo(RejectKind.BAD_VALUE);
            assertThat(row.message()).contains("Field '").doesNotContain("call us");
        });
        assertThat(rows.rejected().get(0).evidence()).contains("call us");
    }

    @Test
    void aPriceOfNullMeansThatThereIsNone() {
        Observation row = rows(flat("$"), "{\"sku\": \"A\", \"price\": null, \"currency\": \"EUR\"}")
                .rows()
                .get(0);

        assertThat(row.price()).isNull();
        assertThat(row.currency()).isNull();
    }

    @Test
    void aPageWithoutTheMappedFieldsIsUnexpected() {
        assertThat(unexpected(flat("$.items"), "{\"error\": \"try later\"}").kind())
                .isEqualTo(RejectKind.SCHEMA_GONE);
        assertThat(unexpected(flat("$.items"), "{\"items\": 3}").kind()).isEqualTo(RejectKind.SCHEMA_GONE);
        assertThat(unexpected(flat("$.items"), "{\"items\": null}").kind()).isEqualTo(RejectKind.SCHEMA_GONE);
        assertThat(unexpected(flat("$.items"), "{\"items\": [{\"sku\": \"A\"}, {\"sku\": \"B\"}]}")
                        .kind())
                .isEqualTo(RejectKind.SCHEMA_GONE);
        assertThat(unexpected(flat("$.a[*]"), "{\"b\": []}").kind()).isEqualTo(RejectKind.SCHEMA_GONE);
    }

    @Test
    void whatIsNoJsonIsUnexpectedAndNotQuoted() {
        for (String page :
                List.of("<html>secret</html>", "", "   ", "{\"items\": [", "not json", "{} trailing secret")) {
            Extraction.Unexpected unexpected = unexpected(flat("$.items"), page);

            assertThat(unexpected.kind()).as(page).isEqualTo(RejectKind.UNREADABLE);
            assertThat(unexpected.message()).doesNotContain("secret");
        }
    }

    @Test
    void theCharsetOfTheAnswerCounts() {
        HttpAnswer answer = answer(
                "{\"sku\": \"A\", \"price\": \"1 €\"}",
                "application/json; charset=windows-1252",
                Charset.forName("windows-1252"));

        Extraction extraction = new JsonPathPriceExtractor(flat("$")).extract(ACME, answer);

        assertThat(((Extraction.Rows) extraction).rows().get(0).currency()).isEqualTo("EUR");
    }

    @Test
    void stockIsUnderstoodInManyWords() {
        Map<String, Boolean> words = Map.of(
                "true",
                true,
                "7",
                true,
                "0",
                false,
                "\"in stock\"",
                true,
                "\"OUT_OF_STOCK\"",
                false,
                "\"https://schema.org/InStock\"",
                true,
                "\"Sold out\"",
                false,
                "false",
                false);

        words.forEach(
                (word, inStock) -> assertThat(rows(flat("$"), "{\"sku\": \"A\", \"price\": 1, \"stock\": " + word + "}")
                                .rows()
                                .get(0)
                                .inStock())
                        .as(word)
                        .isEqualTo(inStock));
    }

    @Test
    void anUnknownWordForStockIsRejectedUnlessTheTargetKnowsIt() {
        String page = "{\"sku\": \"A\", \"price\": 1, \"stock\": \"lieferbar\"}";
        PriceMapping german = new PriceMapping(
                "$",
                "$.sku",
                null,
                "$.price",
                null,
                "$.stock",
                null,
                Map.of(),
                PriceFormat.auto("EUR"),
                Set.of("Lieferbar"));

        assertThat(rows(flat("$"), page).rejected()).hasSize(1);
        assertThat(rows(german, page).rows().get(0).inStock()).isTrue();
    }

    @Test
    void aMalformedPathNamesItsField() {
        assertThatThrownBy(() -> new JsonPathPriceExtractor(new PriceMapping(
                        "$", "$.sku", null, "$.price[", null, null, null, Map.of(), PriceFormat.auto(), Set.of())))
                .hasMessageContaining("'price'");
    }

    private static PriceMapping flat(String items) {
        return new PriceMapping(
                items,
                "$.sku",
                null,
                "$.price",
                "$.currency",
                "$.stock",
                null,
                Map.of(),
                PriceFormat.auto("EUR"),
                Set.of());
    }

    private static PriceMapping nested() {
        Map<String, String> extra = new LinkedHashMap<>();
        extra.put("weight", "$.weight");
        extra.put("tags", "$.tags");
        extra.put("new", "$.new");
        extra.put("brand", "$.brand");
        return new PriceMapping(
                "$.data.items",
                "$.id",
                "$.name",
                "$.offer.price.display",
                null,
                "$.availability",
                "$.self",
                extra,
                PriceFormat.auto(),
                Set.of());
    }

    private static Extraction.Rows rows(PriceMapping mapping, String page) {
        Extraction extraction =
                new JsonPathPriceExtractor(mapping).extract(ACME, answer(page, "application/json", UTF_8));
        assertThat(extraction).isInstanceOf(Extraction.Rows.class);
        return (Extraction.Rows) extraction;
    }

    private static Extraction.Unexpected unexpected(PriceMapping mapping, String page) {
        Extraction extraction =
                new JsonPathPriceExtractor(mapping).extract(ACME, answer(page, "application/json", UTF_8));
        assertThat(extraction).isInstanceOf(Extraction.Unexpected.class);
        return (Extraction.Unexpected) extraction;
    }

    private static HttpAnswer answer(String page, String type, Charset charset) {
        return new HttpAnswer(
                200,
                HttpHeaders.of(Map.of("content-type", List.of(type)), (name, value) -> true),
                page.getBytes(charset),
                URI.create("http://acme.example/prices"),
                NOON,
                Duration.ofMillis(5));
    }
}
