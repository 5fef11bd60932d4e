package io.nifistreaming.poll;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * The way out.
 *
 * @param selector which proxy for which URL
 * @param authorization what the proxies are shown as {@code Proxy-Authorization}; empty if they want nothing
 */
public record ProxySettings(ProxySelector selector, Optional<String> authorization) {
    public ProxySettings {
        Objects.requireNonNull(selector, "selector");
        Objects.requireNonNull(authorization, "authorization");
    }

    /** The proxy for this URL as {@code host:port}; empty if it is asked straight. */
    Optional<String> proxyFor(URI url) {
        for (Proxy proxy : selector.select(url)) {
            if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress address) {
                return Optional.of(address.getHostString() + ":" + address.getPort());
            }
        }
        return Optional.empty();
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "ProxySettings[" + (authorization.isPresent() ? "with" : "without") + " password]";
    }
}
