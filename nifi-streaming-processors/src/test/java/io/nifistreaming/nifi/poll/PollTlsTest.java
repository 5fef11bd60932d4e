package io.nifistreaming.nifi.poll;

import static io.nifistreaming.nifi.poll.PollCompetitorPrices.FAILURE;
import static io.nifistreaming.nifi.poll.PollCompetitorPrices.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.nifi.kafka.FixedSslContextService;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollTlsTest {
    @TempDir
    static Path certificates;

    private static TestTls tls;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        tls = TestTls.in(certificates);
    }

    private PollHarness polling(String url, SSLContext context) throws Exception {
        PollHarness polling = new PollHarness(folder, PriceSite.targets(url));
        if (context != null) {
            polling.with(HttpProperties.SSL, new FixedSslContextService(context));
        }
        return polling;
    }

    private static String failure(PollHarness polling) {
        polling.until(() -> polling.count(FAILURE) == 1);
        assertThat(polling.count(SUCCESS)).isZero();
        return polling.files(FAILURE).get(0).getAttribute("stream.error.message");
    }

    @Test
    void aServerThatTheServiceTrustsIsPolled() throws Exception {
        try (PriceSite site = PriceSite.tls(tls.server());
                PollHarness polling = polling(site.url(), tls.trusting())) {
            polling.until(() -> polling.count(SUCCESS) == 1);

            assertThat(polling.records(SUCCESS)).hasSize(1);
            polling.files(SUCCESS).get(0).assertAttributeEquals("poll.url", site.url());
        }
    }

    @Test
    void aServerThatTheServiceDoesNotTrustIsAFailureThatNamesTheTrustStore() throws Exception {
        try (PriceSite site = PriceSite.tls(tls.server());
                PollHarness polling = polling(site.url(), tls.mistrusting())) {
            assertThat(failure(polling))
                    .startsWith(site.url())
                    .contains("unable to find valid certification path", "trust store");
            assertThat(site.requests()).isEmpty();
        }
    }

    @Test
    void withoutTheServiceTheJvmsTrustDecides() throws Exception {
        try (PriceSite site = PriceSite.tls(tls.server());
                PollHarness polling = polling(site.url(), null)) {
            assertThat(failure(polling)).contains("trust store");
        }
    }

    @Test
    void aServerThatWantsACertificateGetsTheOneOfTheService() throws Exception {
        try (PriceSite site = PriceSite.mutualTls(tls.server());
                PollHarness polling = polling(site.url(), tls.trustingWithKey())) {
            polling.until(() -> polling.count(SUCCESS) == 1);

            assertThat(polling.records(SUCCESS)).hasSize(1);
        }
    }

    @Test
    void aServerThatWantsACertificateAndGetsNoneIsAFailureThatNamesTheKeyStore() throws Exception {
        try (StrictServer server = StrictServer.start(tls.server());
                PollHarness polling = polling(server.url(), tls.trusting())) {
            assertThat(failure(polling)).contains("certificate", "key store").doesNotContain("trust store");
        }
    }

    @Test
    void aServerThatJustHangsUpOnThoseWithoutACertificateIsAFailureThatNamesTheKeyStore() throws Exception {
        try (PriceSite site = PriceSite.mutualTls(tls.server());
                PollHarness polling = polling(site.url(), tls.trusting())) {
            assertThat(failure(polling)).contains("certificate", "key store").doesNotContain("trust store");
            assertThat(site.requests()).isEmpty();
        }
    }

    @Test
    void aCertificateForAnotherNameIsAFailureThatNamesTheUrl() throws Exception {
        try (PriceSite site = PriceSite.tls(tls.server());
                ForwardProxy proxy = ForwardProxy.open();
                PollHarness polling = polling(site.url().replace("127.0.0.1", "elsewhere.example"), tls.trusting())) {
            // Behind this proxy every name leads to the loopback address.
            polling.with(HttpProperties.PROXY, new FakeProxyService("127.0.0.1", proxy.port()));

            assertThat(failure(polling)).contains("elsewhere.example", "host name in the URL");
        }
    }

    @Test
    void aServerWithoutTlsIsAFailureThatSaysSo() throws Exception {
        try (PriceSite site = PriceSite.plain();
                PollHarness polling = polling(site.url().replace("http://", "https://"), tls.trusting())) {
            polling.runner().setProperty(HttpProperties.CONNECT_TIMEOUT, "500 ms");

            assertThat(failure(polling)).contains("does it speak TLS");
        }
    }
}
