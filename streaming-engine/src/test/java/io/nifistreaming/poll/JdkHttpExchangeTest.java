package io.nifistreaming.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdkHttpExchangeTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private final List<JdkHttpExchange> opened = new ArrayList<>();
    private LocalSite site;

    @BeforeEach
    void open() throws IOException {
        site = new LocalSite();
    }

    @AfterEach
    void close() throws Exception {
        opened.forEach(JdkHttpExchange::close);
        site.close();
    }

    @Test
    void aPlainAnswerComesWithStatusHeadersAndBody() throws Exception {
        site.answer("/", 418, Map.of("Content-Type", "text/plain; charset=ISO-8859-1"), HELLO);

        HttpAnswer answer = answered(ask(site.url("/x?y=z")));

        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.contentType()).isEqualTo("text/plain");
        assertThat(answer.charset()).isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(answer.body()).isEqualTo(HELLO);
    }

    @Test
    void gzipAndBothKindsOfDeflateAreUndone() throws Exception {
        site.answer("/gzip", 200, Map.of("Content-Encoding", "gzip"), LocalSite.gzip(HELLO));
        site.answer("/zlib", 200, Map.of("Content-Encoding", "deflate"), deflate(false));
        site.answer("/raw", 200, Map.of("Content-Encoding", "deflate"), deflate(true));

        for (String path : List.of("/gzip", "/zlib", "/raw")) {
            assertThat(answered(ask(site.url(path))).body()).as(path).isEqualTo(HELLO);
        }
    }

    @Test
    void aBodyThatUnfoldsBeyondTheLimitIsRefused() throws Exception {
        site.answer("/", 200, Map.of("Content-Encoding", "gzip"), LocalSite.gzip(new byte[50_000_000]));

        HttpResult.Refused refused = refused(ask(site.url("/")));

        assertThat(refused.kind()).isEqualTo(RejectKind.TOO_LARGE);
        assertThat(refused.message()).contains("100000").contains("maximum answer size");
    }

    @Test
    void aBodyBeyondTheLimitIsNotEvenReadToItsEnd() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        URI endless = site.bare(out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            try {
                while (true) {
                    out.write(new byte[8192]);
                }
            } finally {
                hungUp.countDown();
            }
        });

        HttpResult.Refused refused = refused(ask(endless));

        assertThat(refused.kind()).isEqualTo(RejectKind.TOO_LARGE);
        assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void brokenCompressionIsUnreadable() throws Exception {
        byte[] packed = LocalSite.gzip(HELLO);
        site.answer("/cut", 200, Map.of("Content-Encoding", "gzip"), Arrays.copyOf(packed, packed.length - 9));
        site.answer("/not", 200, Map.of("Content-Encoding", "gzip"), HELLO);
        site.answer("/brotli", 200, Map.of("Content-Encoding", "br"), HELLO);

        for (String path : List.of("/cut", "/not", "/brotli")) {
            assertThat(refused(ask(site.url(path))).kind()).as(path).isEqualTo(RejectKind.UNREADABLE);
        }
    }

    @Test
    void aPeerThatDripsIsHungUpOnWhenTimeIsOver() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        URI dripping = site.bare(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            try {
                while (!never.await(20, TimeUnit.MILLISECONDS)) {
                    out.write('x');
                    out.flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                hungUp.countDown();
            }
        });

        HttpResult.Unreachable unreachable = unreachable(ask(dripping), Duration.ofSeconds(2));

        assertThat(unreachable.message()).contains("within 2000 ms");
        assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void droppedAndRefusedConnectionsAreUnreachable() throws Exception {
        URI dropping = site.bare(out ->
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nabc".getBytes(StandardCharsets.US_ASCII)));
        URI silent = site.bare(out -> {});
        URI rubbish = site.bare(out -> out.write("SSH-2.0-OpenSSH\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        URI nobody = closedPort();

        for (URI url : List.of(dropping, silent, rubbish, nobody)) {
            assertThat(unreachable(ask(url), Duration.ofSeconds(20)).message()).contains("localhost");
        }
        assertThat(unreachable(ask(nobody), Duration.ofSeconds(20)).message()).contains("refused");
    }

    @Test
    void redirectsAreFollowedOnTheOwnHostAndCredentialsStayThere() throws Exception {
        site.answer("/a", 302, Map.of("Location", "/b"), new byte[0]);
        site.answer("/b", 307, Map.of("Location", site.otherHost("/c").toString()), new byte[0]);
        site.answer("/c", 200, Map.of(), HELLO);

        HttpAnswer answer = answered(ask(site.url("/a")));

        assertThat(answer.url()).isEqualTo(site.otherHost("/c"));
        assertThat(site.requests)
                .extracting(headers -> headers.get("X-api-key"))
                .containsExactly(List.of("secret"), List.of("secret"), null);
    }

    @Test
    void redirectsToOtherHostsInCirclesAndToNowhereAreRefused() throws Exception {
        site.answer("/away", 302, Map.of("Location", "http://elsewhere.example/?token=abc"), new byte[0]);
        site.answer("/circle", 302, Map.of("Location", "/circle"), new byte[0]);
        site.answer("/file", 302, Map.of("Location", "file:///etc/passwd"), new byte[0]);
        site.answer("/rubbish", 302, Map.of("Location", "http://[oops"), new byte[0]);

        for (String path : List.of("/away", "/circle", "/file", "/rubbish")) {
            HttpResult.Refused refused = refused(ask(site.url(path)));
            assertThat(refused.kind()).as(path).isEqualTo(RejectKind.REDIRECT_REFUSED);
            assertThat(refused.message()).doesNotContain("abc");
        }
    }

    @Test
    void aRequestThatCanNotBeBuiltIsRefusedAndNotThrown() throws Exception {
        HttpAsk ask = new HttpAsk(site.url("/"), site.url("/"), Map.of("If-None-Match", "line\nbreak"), Map.of());

        HttpResult.Refused refused = refused(ask);

        assertThat(refused.message()).contains("header");
    }

    @Test
    void closingGivesUpWhatIsUnderWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        URI silent = site.bare(out -> {
            asked.countDown();
            try {
                never.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        JdkHttpExchange exchange = exchange(Duration.ofSeconds(30));
        CompletableFuture<HttpResult> result = exchange.send(ask(silent));
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

        exchange.close();

        assertThat(result.get(20, TimeUnit.SECONDS)).isInstanceOf(HttpResult.Unreachable.class);
    }

    private static byte[] deflate(boolean raw) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            out.write(HELLO);
        }
        deflater.end();
        return packed.toByteArray();
    }

    private static URI closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return URI.create("http://localhost:" + socket.getLocalPort() + "/");
        }
    }

    private static HttpAsk ask(URI url) {
        return new HttpAsk(url, url, Map.of("Accept", "*/*"), Map.of("X-Api-Key", "secret"));
    }

    private HttpAnswer answered(HttpAsk ask) throws Exception {
        return ((HttpResult.Answered) result(ask, Duration.ofSeconds(20))).answer();
    }

    private HttpResult.Refused refused(HttpAsk ask) throws Exception {
        return (HttpResult.Refused) result(ask, Duration.ofSeconds(20));
    }

    private HttpResult.Unreachable unreachable(HttpAsk ask, Duration timeout) throws Exception {
        return (HttpResult.Unreachable) result(ask, timeout);
    }

    private HttpResult result(HttpAsk ask, Duration timeout) throws Exception {
        return exchange(timeout).send(ask).get(60, TimeUnit.SECONDS);
    }

    private JdkHttpExchange exchange(Duration timeout) {
        HttpSettings settings = new HttpSettings(
                Duration.ofSeconds(5), timeout, 100_000, 3, new HostRules(Set.of("127.0.0.1")), "test");
        JdkHttpExchange exchange = new JdkHttpExchange(settings, Clock.systemUTC());
        opened.add(exchange);
        return exchange;
    }
}
