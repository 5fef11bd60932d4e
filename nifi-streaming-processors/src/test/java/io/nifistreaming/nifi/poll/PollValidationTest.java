package io.nifistreaming.nifi.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.MockProcessContext;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PollValidationTest {
    private static final String GOOD = """
            {"targets": [{"name": "acme", "url": "https://acme.example/p/{sku}", "skus": "A,B", "items": "$",
              "currency": "EUR", "fields": {"sku": "$.sku", "price": "$.price"}}]}""";

    private TestRunner runner;

    @BeforeEach
    void configure() {
        runner = TestRunners.newTestRunner(new PollCompetitorPrices());
        runner.setProperty(PollProperties.TARGETS, GOOD);
    }

    @Test
    void aGoodConfigurationIsValid() {
        runner.assertValid();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "name": "acme"           | "nome": "acme"           | targets[0].nome is unknown
            "name": "acme",          |                          | targets[0].name is required
            https://acme.example     | ftp://acme.example       | targets[0].url can't be used
            https://acme.example     | https://acme.example:99999 | ports go from 1 to 65535
            {sku}                    | {shop}                   | targets[0]
            "EUR"                    | "euro"                   | targets[0].currency must be an ISO 4217 code
            "$.price"                | "$.price["               | 'price'
            "price": "$.price"       | "prize": "$.price"       | targets[0].fields.price is required
            "sku": "$.sku",          | "sku": "$.sku", "change": "$.c", | targets[0].fields.change
            "items": "$"             | "interval": "soon"       | targets[0].interval can't be used
            "items": "$"             | "auth": "magic"          | targets[0].auth must be one of
            "items": "$"             | "auth": "bearer"         | which is not configured
            "items": "$"             | "format": "record"       | 'Record Reader' is not set
            "items": "$"             | "pagination": {"type": "scroll"} | targets[0].pagination.type must be one of
            "items": "$"             | "pagination": {"type": "cursor"} | targets[0].pagination.path is required
            "items": "$"             | "headers": {"a b": "c"}  | targets[0].headers.a b is no header name
            "items": "$"             | "decimal": "point"       | targets[0].decimal must be one of auto, dot, comma
            }]}                      | }                        | it is no JSON at line
            """)
    void aBadTargetIsToldByItsField(String good, String bad, String message) {
        runner.setProperty(PollProperties.TARGETS, GOOD.replace(good, bad == null ? "" : bad));

        assertThat(messages()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Poll Interval       | soon        | write a duration
            Poll Interval       | 0 sec       | between 1 ms
            Max Answer Size     | 10          | size with its unit
            Max Redirects       | 51          | between 0 and 50
            Allowed Hosts       | http://a    | is no host name
            Per-host Requests per Second | fast | requests a second
            Max Pages           | 0           | between 1
            Misses Before Gone  | 0           | between 1
            API Key Header      | a b         | no header name
            Max Records per Flow File | 0     | between 1
            """)
    void aBadFieldIsToldInTheDialog(String property, String value, String message) {
        runner.setProperty(property, value);

        assertThat(messages()).contains(property).contains(message);
    }

    @Test
    void fieldsThatDoNotGoTogetherAreTold() {
        runner.setProperty(PollProperties.EMIT, PollProperties.EMIT_BEYOND);
        runner.setProperty(PollProperties.THRESHOLD, "5%");
        runner.setProperty(PollProperties.HYSTERESIS, "0.50");
        assertThat(messages()).contains("'Threshold' and 'Hysteresis'");

        runner.setProperty(PollProperties.HYSTERESIS, "1%");
        runner.setProperty(HttpProperties.BACKOFF_BASE, "1 hour");
        assertThat(messages()).contains("'Back-off Cap' must not be shorter");

        runner.setProperty(HttpProperties.BACKOFF_BASE, "1 sec");
        runner.setProperty(AuthProperties.BASIC_USER, "me");
        assertThat(messages()).contains("'Basic User' and 'Basic Password'");
    }

    @Test
    void severalAuthorizationsForOneTargetAreRefused() {
        runner.setProperty(AuthProperties.BASIC_USER, "me");
        runner.setProperty(AuthProperties.BASIC_PASSWORD, "s3cret");
        runner.setProperty(AuthProperties.BEARER_TOKEN, "t0ken");

        assertThat(messages()).contains("several Authorization headers").doesNotContain("s3cret", "t0ken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"User Agent", "API Key", "Bearer Token"})
    void whatNoHeaderCanCarryIsToldByItsFieldAndNotRepeated(String property) {
        runner.setProperty(property, "s3cret\nX-Other: 1");

        assertThat(messages()).contains("'" + property + "'", "line break").doesNotContain("s3cret");
    }

    @Test
    void aFieldWhoseExpressionComesToNothingIsTold() {
        runner.setProperty(HttpProperties.USER_AGENT, "${NO_SUCH_VARIABLE}");

        assertThat(messages()).contains("'User Agent'", "comes to nothing");
    }

    @Test
    void aHeaderThatTheHttpClientSetsItselfTakesNoApiKey() {
        runner.setProperty(AuthProperties.API_KEY, "k");
        runner.setProperty(AuthProperties.API_KEY_HEADER, "Host");

        assertThat(messages()).contains("'API Key Header'", "name another header");
    }

    @Test
    void aStoreDirectoryThatCannotBeMadeIsTold(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        runner.setProperty(PollProperties.STORE_DIRECTORY, file.resolve("store").toString());
        assertThat(messages()).contains("'Store Directory'", file + " is a file", "name another directory");

        runner.setProperty(
                PollProperties.STORE_DIRECTORY, folder.resolve("new/store").toString());
        runner.assertValid();
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void aProxyWhosePortIsNoneIsToldOnceTheServiceIsEnabled() throws InitializationException {
        FakeProxyService proxy = new FakeProxyService("proxy.example", 99_999);
        runner.addControllerService("proxy", proxy);
        runner.setProperty(HttpProperties.PROXY, "proxy");
        runner.enableControllerService(proxy);

        assertThat(messages()).contains("'Proxy Configuration Service'", "proxy.example:99999", "from 1 to 65535");
    }

    @Test
    void twoSourcesOfTargetsExcludeEachOther() {
        runner.setProperty(PollProperties.TARGETS_FILE, "/targets.json");

        assertThat(messages()).contains("'Targets' and 'Targets File' exclude each other");
    }

    @Test
    void aFileOfTargetsThatIsNotThereIsTold() {
        runner.removeProperty(PollProperties.TARGETS);
        runner.setProperty(PollProperties.TARGETS_FILE, "/nowhere/targets.json");

        assertThat(messages()).contains("'Targets File'").contains("can't be read");
    }

    @Test
    void secretsAreSensitiveAndEveryPropertyIsDescribed() {
        for (PropertyDescriptor property : PollProperties.all()) {
            assertThat(property.getDescription()).as(property.getName()).isNotBlank();
            assertThat(property.isSensitive())
                    .as(property.getName())
                    .isEqualTo(java.util.List.of("API Key", "Bearer Token", "Basic Password")
                            .contains(property.getName()));
        }
    }

    private String messages() {
        MockProcessContext context = (MockProcessContext) runner.getProcessContext();
        return context.validate().stream()
                .filter(result -> !result.isValid())
                .map(ValidationResult::toString)
                .collect(Collectors.joining("\n"));
    }
}
