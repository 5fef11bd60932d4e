package io.nifistreaming.nifi.poll;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A real server on the loopback with one product, with or without TLS. */
final class PriceSite implements AutoCloseable {
    private static final String PRICES = "[{\"sku\":\"A\",\"price\":12.50,\"currency\":\"EUR\"}]";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String scheme;
    private final List<Headers> requests = new CopyOnWriteArrayList<>();
    private volatile byte[] body = PRICES.getBytes(UTF_8);
    private volatile String type = "application/json";
    private volatile String wantedAuthorization;

    private PriceSite(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    static PriceSite plain() throws IOException {
        return new PriceSite(HttpServer.create(anyPort(), 0), "http");
    }

    static PriceSite tls(SSLContext context) throws IOException {
        return tls(context, context.getDefaultSSLParameters());
    }

    /** Lets nobody in who shows no certificate that it trusts. */
    static PriceSite mutualTls(SSLContext context) throws IOException {
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setNeedClientAuth(true);
        return tls(context, parameters);
    }

    private static PriceSite tls(SSLContext context, SSLParameters wanted) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                parameters.setSSLParameters(wanted);
            }
        });
        return new PriceSite(server, "https");
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Answers with this from now on. */
    void show(String contentType, byte[] content) {
        type = contentType;
        body = content;
    }

    /** Answers 401 to everybody else. */
    void wants(String authorization) {
        wantedAuthorization = authorization;
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return scheme + "://127.0.0.1:" + port() + "/prices";
    }

    /** A document with this site as its only target. */
    String targets() {
        return targets(url());
    }

    static String targets(String url) {
        return """
                {"targets": [{"name": "site", "url": "%s",
                  "fields": {"sku": "$.sku", "price": "$.price", "currency": "$.currency"}}]}
                """.formatted(url);
    }

    /** The headers of what was asked so far. */
    List<Headers> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestHeaders());
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        if (wantedAuthorization != null && !wantedAuthorization.equals(shown)) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
