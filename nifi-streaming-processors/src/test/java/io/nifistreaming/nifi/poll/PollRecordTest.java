package io.nifistreaming.nifi.poll;

import static io.nifistreaming.nifi.poll.PollCompetitorPrices.INVALID;
import static io.nifistreaming.nifi.poll.PollCompetitorPrices.SUCCESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.origin.Origin;
import io.nifistreaming.shop.ShopOptions;
import io.nifistreaming.shop.ShopServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.apache.nifi.serialization.record.MockRecordParser;
import org.apache.nifi.serialization.record.MockRecordWriter;
import org.apache.nifi.serialization.record.RecordFieldType;
import org.apache.nifi.util.MockFlowFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollRecordTest {
    @TempDir
    Path folder;

    private ShopServer shop;

    @BeforeEach
    void openShop() throws Exception {
        shop = ShopServer.start(
                ShopOptions.defaults().withPort(0).withProducts(3).calm());
        shop.control().freeze(true);
    }

    @AfterEach
    void closeShop() {
        shop.close();
    }

    private PollHarness grove() {
        return new PollHarness(folder, """
                {"targets": [{"name": "grove", "url": "%s/grove/products", "format": "record", "currency": "CHF",
                  "fields": {"sku": "$.sku", "price": "$.price", "in_stock": "$.left"}}]}
                """.formatted(shop.baseUrl()));
    }

    private static MockRecordParser reader(PollHarness polling) throws Exception {
        MockRecordParser reader = new MockRecordParser();
        reader.addSchemaField("sku", RecordFieldType.STRING);
        reader.addSchemaField("price", RecordFieldType.STRING);
        reader.addSchemaField("left", RecordFieldType.INT);
        polling.runner().addControllerService("reader", reader);
        polling.runner().enableControllerService(reader);
        polling.runner().setProperty(RecordProperties.READER, "reader");
        return reader;
    }

    @Test
    void aRecordReaderGivesTheRowsAndTheSameMappingApplies() throws Exception {
        try (PollHarness polling = grove()) {
            MockRecordParser reader = reader(polling);
            reader.addRecord("A", "1'299.00", 3);
            reader.addRecord("B", "12.50", 0);

            polling.until(() -> polling.count(SUCCESS) == 1);

            assertThat(polling.records(SUCCESS))
                    .extracting(record -> record.get("price").decimalValue())
                    .containsExactly(new BigDecimal("1299.00"), new BigDecimal("12.50"));
            assertThat(polling.records(SUCCESS))
                    .extracting(record -> record.get("in_stock").booleanValue())
                    .containsExactly(true, false);
        }
    }

    @Test
    void aPageThatTheReaderCannotReadIsInvalid() throws Exception {
        try (PollHarness polling = grove()) {
            MockRecordParser reader = reader(polling);
            reader.failAfter(0);
            reader.addRecord("A", "1", 1);

            polling.until(() -> polling.count(INVALID) == 1);

            polling.files(INVALID).get(0).assertAttributeEquals("stream.error.kind", "unreadable");
            assertThat(polling.count(SUCCESS)).isZero();
        }
    }

    @Test
    void aRecordWriterWritesTheRecordsAndTheOriginFitsWhatItWrote() throws Exception {
        try (PollHarness polling = grove()) {
            reader(polling).addRecord("A", "1'299.00", 3);
            MockRecordWriter writer = new MockRecordWriter("head", false);
            polling.runner().addControllerService("writer", writer);
            polling.runner().enableControllerService(writer);
            polling.runner().setProperty(RecordProperties.WRITER, "writer");

            polling.until(() -> polling.count(SUCCESS) == 1);

            MockFlowFile file = polling.files(SUCCESS).get(0);
            CRC32C checksum = new CRC32C();
            checksum.update(file.toByteArray());
            assertThat(new String(file.toByteArray(), UTF_8))
                    .startsWith("head\n")
                    .contains("grove,A,")
                    .contains(",1299.00,CHF,true,");
            assertThat(Origin.from(file.getAttributes()).orElseThrow().fits(file.getSize(), checksum.getValue()))
                    .isTrue();
        }
    }
}
