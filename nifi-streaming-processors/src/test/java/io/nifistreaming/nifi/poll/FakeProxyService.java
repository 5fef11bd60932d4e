package io.nifistreaming.nifi.poll;

import java.net.Proxy;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.proxy.ProxyConfiguration;
import org.apache.nifi.proxy.ProxyConfigurationService;

/** Stands in for NiFi's StandardProxyConfigurationService. */
final class FakeProxyService extends AbstractControllerService implements ProxyConfigurationService {
    private final ProxyConfiguration configuration = new ProxyConfiguration();

    FakeProxyService(String host, int port) {
        configuration.setProxyType(Proxy.Type.HTTP);
        configuration.setProxyServerHost(host);
        configuration.setProxyServerPort(port);
    }

    FakeProxyService with(String user, String password) {
        configuration.setProxyUserName(user);
        configuration.setProxyUserPassword(password);
        return this;
    }

    @Override
    public ProxyConfiguration getConfiguration() {
        return configuration;
    }
}
