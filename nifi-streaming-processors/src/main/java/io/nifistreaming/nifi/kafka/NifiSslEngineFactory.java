package io.nifistreaming.nifi.kafka;

import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.security.auth.SslEngineFactory;

/**
 * Lets Kafka's clients use the TLS context of NiFi's SSL context service, whatever that is made of, so that no password
 * of its stores passes through client properties. Clients only.
 *
 * <p>Public with a public constructor, because Kafka creates it.
 */
public final class NifiSslEngineFactory implements SslEngineFactory {
    /** The client property that carries the {@link SSLContext}. */
    static final String CONTEXT = "nifi.streaming.ssl.context";

    private SSLContext tls;

    @Override
    public void configure(Map<String, ?> configs) {
        if (!(configs.get(CONTEXT) instanceof SSLContext given)) {
            throw new IllegalArgumentException("The client property " + CONTEXT + " holds no TLS context");
        }
        tls = given;
    }

    @Override
    public SSLEngine createClientSslEngine(String peerHost, int peerPort, String endpointIdentification) {
        SSLEngine engine = tls.createSSLEngine(peerHost, peerPort);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(endpointIdentification);
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public SSLEngine createServerSslEngine(String peerHost, int peerPort) {
        throw new UnsupportedOperationException("Only clients use this factory");
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> nextConfigs) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public KeyStore keystore() {
        return null;
    }

    @Override
    public KeyStore truststore() {
        return null;
    }

    @Override
    public void close() {}
}
