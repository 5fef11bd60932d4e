package io.nifistreaming.nifi.poll;

import io.nifistreaming.poll.HttpExchange;
import io.nifistreaming.poll.HttpSettings;
import io.nifistreaming.poll.JdkHttpExchange;
import io.nifistreaming.poll.ProxySettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.nifi.components.PropertyValue;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.proxy.ProxyConfiguration;
import org.apache.nifi.proxy.ProxyConfigurationService;
import org.apache.nifi.ssl.SSLContextService;

/** The HTTP client with NiFi's TLS and proxy services. */
final class PollNetwork {
    private PollNetwork() {}

    static HttpExchange open(PropertyContext context, HttpSettings settings, Clock clock) {
        SSLContextService tls = context.getProperty(HttpProperties.SSL).asControllerService(SSLContextService.class);
        ProxyConfigurationService proxies =
                context.getProperty(HttpProperties.PROXY).asControllerService(ProxyConfigurationService.class);
        Optional<SSLContext> trust = Optional.ofNullable(tls).map(SSLContextService::createContext);
        Optional<ProxySettings> proxy = proxies == null ? Optional.empty() : settings(proxies.getConfiguration());
        return new JdkHttpExchange(settings, trust, proxy, clock);
    }

    /** What is wrong with the proxy; nothing is known of a service that is not enabled. */
    static Optional<String> objection(ValidationContext context) {
        PropertyValue service = context.getProperty(HttpProperties.PROXY);
        if (!service.isSet() || !context.getControllerServiceLookup().isControllerServiceEnabled(service.getValue())) {
            return Optional.empty();
        }
        try {
            Optional<ProxySettings> unused = settings(
                    service.asControllerService(ProxyConfigurationService.class).getConfiguration());
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    private static Optional<ProxySettings> settings(ProxyConfiguration configuration) {
        if (configuration.getProxyType() == Proxy.Type.DIRECT) {
            return Optional.empty();
        }
        if (configuration.getProxyType() == Proxy.Type.SOCKS) {
            throw new IllegalArgumentException(
                    "'Proxy Configuration Service' names a SOCKS proxy, which the HTTP client can't use: name an HTTP"
                            + " one");
        }
        Integer port = configuration.getProxyServerPort();
        if (configuration.getProxyServerHost() == null || port == null || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("'Proxy Configuration Service' names the proxy "
                    + configuration.getProxyServerHost() + ":" + port
                    + ", which is no address: give the service a host, and a port from 1 to 65535");
        }
        // Not resolved here, but by each connection: the proxy's address may change.
        InetSocketAddress address = InetSocketAddress.createUnresolved(
                configuration.getProxyServerHost(), configuration.getProxyServerPort());
        return Optional.of(new ProxySettings(new OneProxy(address), authorization(configuration)));
    }

    private static Optional<String> authorization(ProxyConfiguration configuration) {
        if (!configuration.hasCredential()) {
            return Optional.empty();
        }
        String password = configuration.getProxyUserPassword() == null ? "" : configuration.getProxyUserPassword();
        byte[] pair = (configuration.getProxyUserName() + ":" + password).getBytes(StandardCharsets.UTF_8);
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private static final class OneProxy extends ProxySelector {
        private final Proxy proxy;

        OneProxy(InetSocketAddress address) {
            this.proxy = new Proxy(Proxy.Type.HTTP, address);
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // There is no other to try; the request fails with its own message.
        }
    }
}
