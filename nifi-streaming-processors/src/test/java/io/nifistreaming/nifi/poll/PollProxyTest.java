package io.nifistreaming.nifi.poll;

import static io.nifistreaming.nifi.poll.PollCompetitorPrices.FAILURE;
import static io.nifistreaming.nifi.poll.PollCompetitorPrices.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.nifi.kafka.FixedSslContextService;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollProxyTest {
    private static final String PASSWORD = "proxy-pass-4711";

    @TempDir
    Path folder;

    @TempDir
    static Path certificates;

    private static TestTls tls;

    @BeforeAll
    static void makeCertificates() throws Exception {
        tls = TestTls.in(certificates);
    }

    private PollHarness polling(PriceSite site, FakeProxyService proxy) throws Exception {
        PollHarness polling = new PollHarness(folder, site.targets());
        polling.with(HttpProperties.PROXY, proxy);
        return polling;
    }

    private static FakeProxyService service(ForwardProxy proxy) {
        return new FakeProxyService("127.0.0.1", proxy.port());
    }

    private static String failure(PollHarness polling) {
        polling.until(() -> polling.count(FAILURE) == 1);
        assertThat(polling.count(SUCCESS)).isZero();
        String message = polling.files(FAILURE).get(0).getAttribute("stream.error.message");
        assertThat(polling.everythingSaid()).doesNotContain(PASSWORD);
        return message;
    }

    @Test
    void aProxyWithoutPasswordIsTheWayOut() throws Exception {
        try (PriceSite site = PriceSite.plain();
                ForwardProxy proxy = ForwardProxy.open();
                PollHarness polling = polling(site, service(proxy))) {
            polling.until(() -> polling.count(SUCCESS) == 1);

            assertThat(proxy.passed()).isNotEmpty().containsOnly("GET " + site.url());
        }
    }

    @Test
    void aProxyGetsItsPasswordAndTheSiteItsOwn() throws Exception {
        try (PriceSite site = PriceSite.plain();
                ForwardProxy proxy = ForwardProxy.guarded("proxy-user", PASSWORD);
                PollHarness polling = polling(site, service(proxy).with("proxy-user", PASSWORD))) {
            polling.runner().setProperty(AuthProperties.BEARER_TOKEN, "site-token");
            site.wants("Bearer site-token");

            polling.until(() -> polling.count(SUCCESS) == 1);

            assertThat(proxy.passed()).isNotEmpty().containsOnly("GET " + site.url());
            assertThat(site.requests())
                    .allSatisfy(headers -> assertThat(headers).doesNotContainKey("Proxy-authorization"));
            assertThat(polling.everythingSaid()).doesNotContain(PASSWORD, "site-token");
        }
    }

    @Test
    void aSiteThatRefusesUsIsInvalidBehindAProxyAsWell() throws Exception {
        try (PriceSite site = PriceSite.plain();
                ForwardProxy proxy = ForwardProxy.guarded("proxy-user", PASSWORD);
                PollHarness polling = polling(site, service(proxy).with("proxy-user", PASSWORD))) {
            site.wants("Bearer another");

            polling.until(() -> polling.count(PollCompetitorPrices.INVALID) == 1);

            polling.files(PollCompetitorPrices.INVALID)
                    .get(0)
                    .assertAttributeEquals("stream.error.kind", "unauthorized");
        }
    }

    @Test
    void aProxyThatRefusesThePasswordIsAFailureThatNamesTheProxy() throws Exception {
        try (PriceSite site = PriceSite.plain();
                ForwardProxy proxy = ForwardProxy.guarded("proxy-user", "another");
                PollHarness polling = polling(site, service(proxy).with("proxy-user", PASSWORD))) {
            assertThat(failure(polling)).contains("proxy 127.0.0.1:" + proxy.port(), "password");
            assertThat(site.requests()).isEmpty();
        }
    }

    @Test
    void aProxyThatIsDownIsAFailureThatNamesTheProxy() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        try (PriceSite site = PriceSite.plain();
                PollHarness polling = polling(site, new FakeProxyService("127.0.0.1", nobody))) {
            assertThat(failure(polling)).contains("proxy 127.0.0.1:" + nobody, "refused");
        }
    }

    @Test
    void aProxyOfUnknownNameIsAFailureThatNamesTheProxy() throws Exception {
        try (PriceSite site = PriceSite.plain();
                PollHarness polling = polling(site, new FakeProxyService("proxy.invalid", 3128))) {
            assertThat(failure(polling)).contains("proxy proxy.invalid:3128", "resolved");
        }
    }

    @Test
    void httpsGoesThroughTheProxysTunnel() throws Exception {
        try (PriceSite site = PriceSite.tls(tls.server());
                ForwardProxy proxy = ForwardProxy.open();
                PollHarness polling = polling(site, service(proxy).with("proxy-user", PASSWORD))) {
            trust(polling);
            polling.until(() -> polling.count(SUCCESS) == 1);

            assertThat(proxy.passed()).isNotEmpty().containsOnly("CONNECT 127.0.0.1:" + site.port());
            assertThat(site.requests())
                    .allSatisfy(headers -> assertThat(headers).doesNotContainKey("Proxy-authorization"));
        }
    }

    @Test
    void aTunnelThatTheProxyRefusesIsAFailureWithItsStatus() throws Exception {
        try (PriceSite site = PriceSite.tls(tls.server());
                ForwardProxy proxy = ForwardProxy.open();
                PollHarness polling = polling(site, service(proxy))) {
            trust(polling);
            proxy.refuseTunnels("403 Forbidden");

            assertThat(failure(polling)).contains("proxy 127.0.0.1:" + proxy.port(), "403");
        }
    }

    @Test
    void aTunnelForWhichTheJvmSendsNoPasswordIsAFailureThatNamesTheSwitch() throws Exception {
        try (PriceSite site = PriceSite.tls(tls.server());
                ForwardProxy proxy = ForwardProxy.guarded("proxy-user", PASSWORD);
                PollHarness polling = polling(site, service(proxy).with("proxy-user", PASSWORD))) {
            trust(polling);

            assertThat(failure(polling))
                    .contains("proxy 127.0.0.1:" + proxy.port(), "-Djdk.http.auth.tunneling.disabledSchemes=");
        }
    }

    @Test
    void withTheSwitchThePasswordOpensTheTunnel() throws Exception {
        try (PriceSite site = PriceSite.tls(tls.server());
                ForwardProxy proxy = ForwardProxy.guarded("proxy-user", PASSWORD)) {
            site.wants("Bearer site-token");

            String said = TunnelPollProcess.run(List.of(
                    folder.toString(),
                    site.targets(),
                    Integer.toString(proxy.port()),
                    PASSWORD,
                    tls.trustStore().toString()));

            assertThat(said).contains("polled 1 record").doesNotContain(PASSWORD);
            assertThat(proxy.passed()).containsOnly("CONNECT 127.0.0.1:" + site.port());
            assertThat(site.requests()).isNotEmpty().allSatisfy(headers -> assertThat(headers)
                    .doesNotContainKey("Proxy-authorization"));
        }
    }

    private static void trust(PollHarness polling) throws Exception {
        polling.with(HttpProperties.SSL, new FixedSslContextService(tls.trusting()));
    }
}
