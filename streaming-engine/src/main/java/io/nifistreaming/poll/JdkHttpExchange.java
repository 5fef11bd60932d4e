package io.nifistreaming.poll;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * Asks with the JDK's own client: one connection pool, HTTP/2 where TLS offers it. Redirects are followed here and not
 * by the client, which knows nothing of allowed hosts and carries credentials along. Cookies are not kept.
 */
public final class JdkHttpExchange implements HttpExchange {
    private static final int THREADS = 4;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final HttpSettings settings;
    private final Clock clock;
    private final ExecutorService executor;
    private final HttpClient client;
    private final Optional<ProxySettings> proxy;
    private final ProxyTrouble proxyTrouble;
    private final HttpFailures failures;
    private final ContentDecoder decoder;
    private final Set<CompletableFuture<HttpResult>> underWay = ConcurrentHashMap.newKeySet();

    /** Without proxy, with the JDK's own trust. */
    public JdkHttpExchange(HttpSettings settings, Clock clock) {
        this(settings, Optional.empty(), Optional.empty(), clock);
    }

    /**
     * @param tls whom to trust and which key to show; empty for the JDK's default
     * @param proxy which proxy to use for which URL; empty for none, whatever the JVM's own settings say
     */
    public JdkHttpExchange(
            HttpSettings settings, Optional<SSLContext> tls, Optional<ProxySettings> proxy, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.proxy = proxy;
        this.proxyTrouble = new ProxyTrouble(proxy);
        this.failures = new HttpFailures(settings, proxyTrouble);
        this.decoder = new ContentDecoder(settings.maxAnswerBytes());
        // Name resolution blocks a thread, so one is not enough: a slow name server would hold up all hosts.
        this.executor = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "poll-http-" + COUNT.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxy.map(ProxySettings::selector).orElse(ProxySelector.of(null)))
                .executor(executor);
        tls.ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    @Override
    public CompletableFuture<HttpResult> send(HttpAsk ask) {
        Hops hops = new Hops(ask);
        underWay.add(hops.result);
        CompletableFuture<HttpResult> tidied = hops.result
                .orTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .handle((result, trouble) -> {
                    underWay.remove(hops.result);
                    if (trouble == null) {
                        return result;
                    }
                    hops.hangUp();
                    return failures.classify(hops.at, trouble, hops.took());
                });
        hops.go(ask);
        return tidied;
    }

    @Override
    public void close() {
        for (CompletableFuture<HttpResult> result : underWay) {
            result.completeExceptionally(new IOException("polling was stopped"));
        }
        executor.shutdown();
    }

    /** One request with its redirects. */
    private final class Hops {
        private final CompletableFuture<HttpResult> result = new CompletableFuture<>();
        private final URI home;
        private final long startedNanos = System.nanoTime();
        private volatile URI at;
        private volatile CompletableFuture<?> current = CompletableFuture.completedFuture(null);
        private volatile BoundedBody body = new BoundedBody(0);
        private int redirects;

        Hops(HttpAsk ask) {
            this.home = ask.home();
            this.at = ask.url();
        }

        void go(HttpAsk ask) {
            at = ask.url();
            try {
                CompletableFuture<HttpResponse<byte[]>> response = client.sendAsync(request(ask), info -> body());
                current = response;
                CompletableFuture<Void> unused = response.handle((answer, trouble) -> {
                    if (trouble != null) {
                        result.completeExceptionally(trouble);
                    } else {
                        settle(ask, answer);
                    }
                    return null;
                });
            } catch (IllegalArgumentException e) {
                // A URL or header that the client refuses, such as one with a line break in it.
                result.complete(new HttpResult.Refused(
                        RejectKind.BAD_STATUS,
                        Redacted.url(at) + " can't be asked for: its URL or a header is not valid in HTTP",
                        took()));
            }
            if (result.isDone()) {
                hangUp();
            }
        }

        /** Stops the hop under way, if any: after a timeout, a dripping peer must not keep the connection. */
        void hangUp() {
            current.cancel(true);
            body.hangUp();
        }

        private BoundedBody body() {
            BoundedBody next = new BoundedBody(settings.maxAnswerBytes());
            body = next;
            if (result.isDone()) {
                next.hangUp();
            }
            return next;
        }

        private void settle(HttpAsk ask, HttpResponse<byte[]> answer) {
            Optional<String> location = answer.headers().firstValue("location");
            try {
                if (REDIRECTS.contains(answer.statusCode()) && location.isPresent()) {
                    follow(ask, location.get());
                } else {
                    result.complete(answered(ask, answer));
                }
            } catch (IOException e) {
                result.completeExceptionally(e);
            }
        }

        private void follow(HttpAsk ask, String location) {
            redirects++;
            String objection;
            URI next = ask.url();
            try {
                next = ask.url().resolve(location.trim());
                objection = settings.hosts().objection(home, ask.url(), next);
            } catch (IllegalArgumentException ignored) {
                objection = "it leads to something that is not a URL";
            }
            if (redirects > settings.maxRedirects()) {
                objection = "there are more than " + settings.maxRedirects() + " in a row";
            }
            if (objection.isEmpty()) {
                go(ask.to(next));
            } else {
                result.complete(new HttpResult.Refused(
                        RejectKind.REDIRECT_REFUSED,
                        "Redirect from " + Redacted.url(ask.url()) + " not followed: " + objection,
                        took()));
            }
        }

        private HttpResult answered(HttpAsk ask, HttpResponse<byte[]> answer) throws IOException {
            if (answer.statusCode() == ProxyTrouble.WANTS_PASSWORD) {
                return new HttpResult.Unreachable(proxyTrouble.wantsPassword(ask.url()), took());
            }
            String encoding = String.join(",", answer.headers().allValues("content-encoding"));
            byte[] body = decoder.decode(answer.body(), encoding);
            return new HttpResult.Answered(
                    new HttpAnswer(answer.statusCode(), answer.headers(), body, ask.url(), clock.instant(), took()));
        }

        Duration took() {
            return Duration.ofNanos(System.nanoTime() - startedNanos);
        }
    }

    private HttpRequest request(HttpAsk ask) {
        // Upgrading plain HTTP by header ("h2c") confuses old servers, so only TLS gets to offer HTTP/2.
        HttpRequest.Builder builder = HttpRequest.newBuilder(ask.url())
                .version(
                        "https".equalsIgnoreCase(ask.url().getScheme())
                                ? HttpClient.Version.HTTP_2
                                : HttpClient.Version.HTTP_1_1)
                .GET();
        builder.setHeader("User-Agent", settings.userAgent());
        set(builder, ask.headers());
        if (HostRules.sameOrigin(ask.home(), ask.url())) {
            set(builder, ask.credentials());
        }
        builder.setHeader("Accept-Encoding", "gzip, deflate");
        // Not by an Authenticator: with one, the client drops every Authorization of a request's own. Of headers whose
        // names begin with Proxy-, it sends none past the proxy.
        proxy.filter(way -> way.proxyFor(ask.url()).isPresent())
                .flatMap(ProxySettings::authorization)
                .ifPresent(shown -> builder.setHeader("Proxy-Authorization", shown));
        return builder.build();
    }

    private static void set(HttpRequest.Builder builder, Map<String, String> headers) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            builder.setHeader(header.getKey(), header.getValue());
        }
    }
}
