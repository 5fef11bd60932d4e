package io.nifistreaming.nifi.poll;

import static io.nifistreaming.nifi.poll.PollCompetitorPrices.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.nifi.kafka.FixedSslContextService;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollHttp2Test {
    private static final String PASSWORD = "proxy-pass-4711";

    @TempDir
    static Path certificates;

    private static TestTls tls;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        tls = TestTls.in(certificates);
    }

    @Test
    void whereTlsOffersHttp2ItIsUsed() throws Exception {
        try (Http2Site site = new Http2Site(tls.server());
                PollHarness polling = new PollHarness(folder, PriceSite.targets(site.url()))) {
            polling.with(HttpProperties.SSL, new FixedSslContextService(tls.trusting()));

            polling.until(() -> polling.count(SUCCESS) == 1 && site.versions().size() >= 3);

            assertThat(site.versions()).containsOnly("HTTP/2.0");
            assertThat(polling.records(SUCCESS)).hasSize(1);
        }
    }

    @Test
    void throughATunnelAsWellAndTheProxysPasswordStaysOutside() throws Exception {
        try (Http2Site site = new Http2Site(tls.server());
                ForwardProxy proxy = ForwardProxy.guarded("proxy-user", PASSWORD)) {
            String said = TunnelPollProcess.run(List.of(
                    folder.toString(),
                    PriceSite.targets(site.url()),
                    Integer.toString(proxy.port()),
                    PASSWORD,
                    tls.trustStore().toString()));

            assertThat(said).contains("polled 1 record");
            assertThat(site.versions()).isNotEmpty().containsOnly("HTTP/2.0");
            assertThat(site.headerNames()).contains("authorization").doesNotContain("proxy-authorization");
        }
    }
}
