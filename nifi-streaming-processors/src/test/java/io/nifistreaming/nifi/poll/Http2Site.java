package io.nifistreaming.nifi.poll;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A site with one product that speaks HTTP/2 over TLS, and HTTP/1.1 to those who can't. */
final class Http2Site implements AutoCloseable {
    private final Server server = new Server();
    private final ServerConnector connector;
    private final List<String> versions = new CopyOnWriteArrayList<>();
    private final List<String> headerNames = new CopyOnWriteArrayList<>();

    Http2Site(SSLContext context) throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        http.addCustomizer(new SecureRequestCustomizer(false));
        ALPNServerConnectionFactory offers = new ALPNServerConnectionFactory();
        offers.setDefaultProtocol("http/1.1");
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(context);
        connector = new ServerConnector(
                server,
                new SslConnectionFactory(tls, offers.getProtocol()),
                offers,
                new HTTP2ServerConnectionFactory(http),
                new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.setHandler(new Prices());
        server.start();
    }

    String url() {
        return "https://127.0.0.1:" + connector.getLocalPort() + "/prices";
    }

    /** Of each request, such as {@code HTTP/2.0}. */
    List<String> versions() {
        return List.copyOf(versions);
    }

    /** Of all requests, in lower case. */
    List<String> headerNames() {
        return List.copyOf(headerNames);
    }

    private final class Prices extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            for (HttpField header : request.getHeaders()) {
                headerNames.add(header.getName().toLowerCase(Locale.ROOT));
            }
            versions.add(request.getConnectionMetaData().getHttpVersion().asString());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            byte[] prices = "[{\"sku\":\"A\",\"price\":12.50,\"currency\":\"EUR\"}]".getBytes(StandardCharsets.UTF_8);
            response.write(true, ByteBuffer.wrap(prices), callback);
            return true;
        }
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
