package io.nifistreaming.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Every site tells every product once, at the true price, in its own words. */
class SitesTest {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private ShopServer shop;
    private Visitor visitor;

    @BeforeEach
    void open() throws IOException {
        shop = ShopServer.start(ShopOptions.defaults().calm());
        visitor = new Visitor(shop);
        shop.tick(10);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void alphaListsEverythingAtOnceWithExactNumbers() throws Exception {
        JsonNode products = visitor.json("/alpha/products").get("products");

        assertThat(products).hasSize(2_000);
        for (JsonNode product : products) {
            assertPrice(
                    "alpha", product.get("sku").asText(), product.get("price").decimalValue());
        }
        JsonNode single = visitor.json("/alpha/products/SKU-00002");
        assertThat(single.get("price")).isEqualTo(products.get(1).get("price"));
        assertThat(single.get("description").asText()).hasSizeGreaterThan(1_000);
    }

    @Test
    void borealisLinksItsPagesAndWritesGermanPrices() throws Exception {
        List<JsonNode> items = new ArrayList<>();
        String address = "/borealis/products";
        while (address != null) {
            HttpResponse<byte[]> page = visitor.get(address);
            Visitor.parse(page).at("/data/items").forEach(items::add);
            Matcher link = NEXT.matcher(page.headers().firstValue("Link").orElse(""));
            address = link.find() ? link.group(1) : null;
        }

        assertThat(items)
                .extracting(item -> item.get("id").asText())
                .hasSize(2_000)
                .doesNotHaveDuplicates();
        assertThat(items)
                .anyMatch(item -> item.at("/offer/price/display").asText().matches("\\d\\.\\d{3},\\d\\d €"));
        for (JsonNode item : items) {
            String display = item.at("/offer/price/display").asText();
            String plain = display.replace(" €", "").replace(".", "").replace(',', '.');
            assertPrice("borealis", item.get("id").asText(), new BigDecimal(plain));
        }
    }

    @Test
    void cascadeHandsOutCursorsThatAProductLeavingDoesNotShift() throws Exception {
        List<String> skus = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = visitor.json("/cascade/products" + (cursor.isEmpty() ? "" : "?cursor=" + cursor));
            for (JsonNode item : page.get("results")) {
                skus.add(item.get("sku").asText());
                String plain = item.get("price").asText().replace("$", "").replace(",", "");
                assertPrice("cascade", item.get("sku").asText(), new BigDecimal(plain));
            }
            cursor = page.get("next_cursor").isNull()
                    ? null
                    : page.get("next_cursor").asText();
            if (skus.size() == 200) {
                shop.control().vanish("cascade", "SKU-00001");
            }
        }

        assertThat(skus).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void duneCountsPagesAndGivesAnEmptyOnePastTheEnd() throws Exception {
        List<String> skus = new ArrayList<>();
        for (int number = 1; number <= 21; number++) {
            JsonNode page = visitor.json("/dune/products?page=" + number);
            assertThat(page.get("pages").asInt()).isEqualTo(20);
            for (JsonNode product : page.get("products")) {
                skus.add(product.get("sku").asText());
                assertPrice(
                        "dune",
                        product.get("sku").asText(),
                        product.at("/price/amount").decimalValue());
            }
        }

        assertThat(skus).hasSize(2_000).doesNotHaveDuplicates();
        assertThat(visitor.json("/dune/products?page=2&per_page=7").get("products"))
                .hasSize(7);
    }

    @Test
    void emberTakesOffsets() throws Exception {
        List<String> skus = new ArrayList<>();
        int total = 1;
        for (int offset = 0; offset < total; offset += 300) {
            JsonNode page = visitor.json("/ember/products?offset=" + offset + "&limit=300");
            total = page.get("total").asInt();
            for (JsonNode item : page.get("items")) {
                skus.add(item.get("sku").asText());
                assertPrice("ember", item.get("sku").asText(), item.get("price").decimalValue());
            }
        }

        assertThat(skus).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void fjordWritesPricesWithNoBreakSpaces() throws Exception {
        List<JsonNode> items = new ArrayList<>();
        for (int page = 1; page <= 8; page++) {
            visitor.json("/fjord/products?page=" + page).get("items").forEach(items::add);
        }

        assertThat(items).hasSize(2_000);
        assertThat(items).anyMatch(item -> item.get("price").asText().contains("\u00A0"));
        for (JsonNode item : items) {
            String plain = item.get("price")
                    .asText()
                    .replace(" kr", "")
                    .replace("\u00A0", "")
                    .replace(',', '.');
            assertPrice("fjord", item.get("sku").asText(), new BigDecimal(plain));
        }
    }

    @Test
    void groveAnswersInZippedCsvWithQuotedTitles() throws Exception {
        HttpResponse<byte[]> response = visitor.get("/grove/products", "Accept-Encoding", "gzip");

        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        byte[] bytes = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2_001).startsWith("sku,title,price,currency,in_stock,url");
        assertThat(lines).anyMatch(line -> line.contains("\"\"Pro\"\""));
        for (String line : lines.subList(1, lines.size())) {
            String[] afterTitle = line.substring(line.lastIndexOf('"') + 2).split(",", -1);
            assertPrice("grove", line.substring(0, 9), new BigDecimal(afterTitle[0]));
        }
    }

    @Test
    void harborAnswersInXmlAndYenHaveNoDecimals() throws Exception {
        byte[] body = visitor.get("/harbor/products").body();

        NodeList products = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(body))
                .getElementsByTagName("product");
        assertThat(products.getLength()).isEqualTo(2_000);
        for (int index = 0; index < products.getLength(); index++) {
            Element product = (Element) products.item(index);
            String price = product.getElementsByTagName("price").item(0).getTextContent();
            assertThat(price).matches("\\d+");
            assertPrice("harbor", product.getAttribute("sku"), new BigDecimal(price));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha", "borealis", "cascade", "dune", "ember", "fjord", "grove", "harbor"})
    void aProductThatIsUnknownOrGoneIsNotFound(String competitor) throws Exception {
        shop.control().vanish(competitor, "SKU-00005");

        int unknown = visitor.get("/" + competitor + "/products/SKU-99999").statusCode();
        int gone = visitor.get("/" + competitor + "/products/SKU-00005").statusCode();
        int there = visitor.get("/" + competitor + "/products/SKU-00006").statusCode();

        assertThat(List.of(unknown, gone, there)).containsExactly(404, 404, 200);
        assertThat(Visitor.text(visitor.get("/" + competitor + "/products"))).doesNotContain("SKU-00005");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dune/products?page=0", "/ember/products?offset=x", "/cascade/products?cursor=nonsense"})
    void pagingThatMakesNoSenseIsABadRequest(String target) throws Exception {
        int status = visitor.get(target).statusCode();

        assertThat(status).isEqualTo(400);
    }

    private void assertPrice(String competitor, String sku, BigDecimal told) {
        assertThat(told).isEqualTo(shop.truth().current(competitor, sku).price());
    }
}
