package io.nifistreaming.nifi.poll;

import static io.nifistreaming.nifi.poll.PollCompetitorPrices.INVALID;
import static io.nifistreaming.nifi.poll.PollCompetitorPrices.SUCCESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nifistreaming.shop.PriceVersion;
import io.nifistreaming.shop.ShopOptions;
import io.nifistreaming.shop.ShopServer;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.nifi.avro.AvroReader;
import org.apache.nifi.controller.ControllerService;
import org.apache.nifi.csv.CSVReader;
import org.apache.nifi.lookup.ReaderLookup;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.xml.XMLReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NiFi's own record readers, configured as the additional details say. */
class PollReadersTest {
    private static final int PRODUCTS = 50;
    private static final Map<String, String> CSV = Map.of("schema-access-strategy", "csv-header-derived");
    private static final Map<String, String> XML = Map.of(
            "record_format",
            "true",
            "content_field_name",
            "value",
            "schema-access-strategy",
            "schema-text-property",
            "schema-text",
            """
            {"type": "record", "name": "product", "fields": [
              {"name": "sku", "type": "string"},
              {"name": "title", "type": "string"},
              {"name": "price", "type": {"type": "record", "name": "amount", "fields": [
                {"name": "currency", "type": "string"},
                {"name": "value", "type": "string"}]}},
              {"name": "inStock", "type": "boolean"},
              {"name": "url", "type": "string"}]}
            """);

    @TempDir
    Path folder;

    private ShopServer shop;

    @BeforeEach
    void openShop() throws Exception {
        shop = ShopServer.start(
                ShopOptions.defaults().withPort(0).withProducts(PRODUCTS).calm());
        shop.control().freeze(true);
        // More than the seven digits of a float.
        shop.control().price("grove", "SKU-00007", new BigDecimal("1234567.89"));
    }

    @AfterEach
    void closeShop() {
        shop.close();
    }

    private String grove() {
        return """
                {"name": "grove", "url": "%s/grove/products", "format": "record", "content_types": ["text/csv"],
                  "fields": {"sku": "$.sku", "title": "$.title", "price": "$.price", "currency": "$.currency",
                             "in_stock": "$.in_stock", "url": "$.url"}}""".formatted(shop.baseUrl());
    }

    private String harbor() {
        return """
                {"name": "harbor", "url": "%s/harbor/products", "format": "record",
                  "content_types": ["application/xml"],
                  "fields": {"sku": "$.sku", "title": "$.title", "price": "$.price.value",
                             "currency": "$.price.currency", "in_stock": "$.inStock",
                             "url": "$.url"}}""".formatted(shop.baseUrl());
    }

    private static void add(PollHarness polling, String id, ControllerService reader, Map<String, String> properties)
            throws InitializationException {
        polling.runner().addControllerService(id, reader, properties);
        polling.runner().enableControllerService(reader);
    }

    private PollHarness polling(ControllerService reader, Map<String, String> properties, String... targets)
            throws InitializationException {
        PollHarness polling = new PollHarness(folder, "{\"targets\": [" + String.join(",", targets) + "]}");
        add(polling, "reader", reader, properties);
        polling.runner().setProperty(RecordProperties.READER, "reader");
        return polling;
    }

    private void assertTruth(String competitor, List<JsonNode> records) {
        assertThat(records).hasSize(PRODUCTS).allSatisfy(record -> {
            String sku = record.get("sku").textValue();
            PriceVersion truth = shop.truth().current(competitor, sku);
            assertThat(record.get("competitor").textValue()).isEqualTo(competitor);
            assertThat(record.get("price").decimalValue()).as(sku).isEqualTo(truth.price());
            assertThat(record.get("currency").textValue()).isEqualTo(truth.currency());
            assertThat(record.get("in_stock").booleanValue()).isEqualTo(truth.inStock());
            assertThat(record.get("title").textValue()).isNotBlank();
            assertThat(record.get("url").textValue()).endsWith("/" + competitor + "/products/" + sku);
        });
    }

    @Test
    void csvIsReadExactlyWithFieldsFromItsHeader() throws Exception {
        try (PollHarness polling = polling(new CSVReader(), CSV, grove())) {
            polling.until(() -> polling.count(SUCCESS) == 1);

            assertTruth("grove", polling.records(SUCCESS));
        }
    }

    @Test
    void xmlIsReadWithItsAttributes() throws Exception {
        try (PollHarness polling = polling(new XMLReader(), XML, harbor())) {
            polling.until(() -> polling.count(SUCCESS) == 1);

            assertTruth("harbor", polling.records(SUCCESS));
        }
    }

    @Test
    void aLookupGivesEachTargetItsOwnReader() throws Exception {
        try (PollHarness polling = new PollHarness(folder, "{\"targets\": [" + grove() + "," + harbor() + "]}")) {
            readers(polling);

            polling.until(() -> polling.count(SUCCESS) == 2);

            assertTruth("grove", of(polling, "grove"));
            assertTruth("harbor", of(polling, "harbor"));
        }
    }

    @Test
    void aLookupGivesATargetThatAFlowFileAsksForItsOwnReaderAsWell() throws Exception {
        String hourly = grove().replace("\"name\"", "\"interval\": \"1 hour\", \"name\"");
        try (PollHarness polling = new PollHarness(folder, "{\"targets\": [" + hourly + "]}")) {
            readers(polling);
            polling.runner().setIncomingConnection(true);
            polling.runner().setNonLoopConnection(true);
            polling.until(() -> polling.count(SUCCESS) == 1);
            shop.control().price("grove", "SKU-00009", new BigDecimal("9999.95"));
            polling.runner().enqueue("", Map.of("poll.target", "grove"));

            polling.until(() -> polling.count(SUCCESS) == 2 || polling.count(INVALID) > 0);

            assertThat(polling.count(INVALID)).isZero();
            assertThat(polling.records(SUCCESS).get(PRODUCTS).get("price").decimalValue())
                    .isEqualTo(new BigDecimal("9999.95"));
        }
    }

    private static void readers(PollHarness polling) throws InitializationException {
        add(polling, "csv", new CSVReader(), CSV);
        add(polling, "xml", new XMLReader(), XML);
        add(
                polling,
                "lookup",
                new ReaderLookup(),
                Map.of("Service to Use", "${poll.target}", "grove", "csv", "harbor", "xml"));
        polling.runner().setProperty(RecordProperties.READER, "lookup");
    }

    private static List<JsonNode> of(PollHarness polling, String competitor) {
        return polling.records(SUCCESS).stream()
                .filter(record -> record.get("competitor").textValue().equals(competitor))
                .toList();
    }

    @Test
    void aPriceOfWhichTheReaderMadeAFloatIsRefusedWhereHundredthsAreLost() throws Exception {
        Map<String, String> inferred = Map.of("schema-access-strategy", "infer-schema");
        try (PollHarness polling = polling(new CSVReader(), inferred, grove())) {
            polling.until(() -> polling.count(SUCCESS) == 1 && polling.count(INVALID) == 1);

            assertThat(polling.records(INVALID)).hasSize(1);
            assertThat(polling.records(INVALID).get(0).get("sku").textValue()).isEqualTo("SKU-00007");
            assertThat(polling.records(INVALID).get(0).get("error_message").textValue())
                    .contains("'price'", "32-bit float", "schema");
            assertThat(polling.records(SUCCESS)).hasSize(PRODUCTS - 1).allSatisfy(record -> {
                PriceVersion truth =
                        shop.truth().current("grove", record.get("sku").textValue());
                assertThat(record.get("price").decimalValue()).isEqualByComparingTo(truth.price());
            });
        }
    }

    @Test
    void avroIsReadWithExactDecimals() throws Exception {
        try (PriceSite site = PriceSite.plain()) {
            site.show("application/avro", avro("A", new BigDecimal("1234567.89")));
            String target = """
                    {"name": "avro", "url": "%s", "format": "record", "currency": "EUR",
                      "fields": {"sku": "$.sku", "price": "$.price"}}""".formatted(site.url());
            try (PollHarness polling = polling(new AvroReader(), Map.of(), target)) {
                polling.until(() -> polling.count(SUCCESS) == 1);

                assertThat(polling.records(SUCCESS))
                        .extracting(record -> record.get("price").decimalValue())
                        .containsExactly(new BigDecimal("1234567.89"));
            }
        }
    }

    @Test
    void aPageInAnotherFormatIsInvalidAndQuotedNowhere() throws Exception {
        try (PriceSite site = PriceSite.plain()) {
            site.show("application/xml", "<products><product>no end; hush-4711".getBytes(UTF_8));
            String target = harbor().replace(shop.baseUrl() + "/harbor/products", site.url());
            try (PollHarness polling = polling(new XMLReader(), XML, target)) {
                polling.until(() -> polling.count(INVALID) == 1);

                polling.files(INVALID).get(0).assertAttributeEquals("stream.error.kind", "unreadable");
                assertThat(polling.files(INVALID).get(0).getAttributes().toString())
                        .doesNotContain("hush-4711");
            }
        }
    }

    private static byte[] avro(String sku, BigDecimal price) throws Exception {
        Schema schema = new Schema.Parser().parse("""
                {"type": "record", "name": "product", "fields": [
                  {"name": "sku", "type": "string"},
                  {"name": "price",
                   "type": {"type": "bytes", "logicalType": "decimal", "precision": 12, "scale": 2}}]}
                """);
        Schema decimal = schema.getField("price").schema();
        GenericRecord product = new GenericData.Record(schema);
        product.put("sku", sku);
        product.put("price", new Conversions.DecimalConversion().toBytes(price, decimal, decimal.getLogicalType()));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.create(schema, file).append(product);
        }
        return file.toByteArray();
    }
}
