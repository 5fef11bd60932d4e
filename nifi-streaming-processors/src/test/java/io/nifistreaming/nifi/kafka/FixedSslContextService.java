package io.nifistreaming.nifi.kafka;

import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.security.util.TlsConfiguration;
import org.apache.nifi.ssl.SSLContextService;

/** Stands in for NiFi's own service: hands out one TLS context, and knows of no files at all. */
public class FixedSslContextService extends AbstractControllerService implements SSLContextService {
    private final SSLContext context;

    public FixedSslContextService(SSLContext context) {
        this.context = context;
    }

    @Override
    public SSLContext createContext() {
        return context;
    }

    @Override
    public TlsConfiguration createTlsConfiguration() {
        throw noFiles();
    }

    @Override
    @Deprecated
    public SSLContext createSSLContext(org.apache.nifi.security.util.ClientAuth clientAuth) {
        throw noFiles();
    }

    @Override
    @Deprecated
    public SSLContext createSSLContext(ClientAuth clientAuth) {
        throw noFiles();
    }

    @Override
    public X509TrustManager createTrustManager() {
        throw noFiles();
    }

    @Override
    public String getTrustStoreFile() {
        throw noFiles();
    }

    @Override
    public String getTrustStoreType() {
        throw noFiles();
    }

    @Override
    public String getTrustStorePassword() {
        throw noFiles();
    }

    @Override
    public boolean isTrustStoreConfigured() {
        return false;
    }

    @Override
    public String getKeyStoreFile() {
        throw noFiles();
    }

    @Override
    public String getKeyStoreType() {
        throw noFiles();
    }

    @Override
    public String getKeyStorePassword() {
        throw noFiles();
    }

    @Override
    public String getKeyPassword() {
        throw noFiles();
    }

    @Override
    public boolean isKeyStoreConfigured() {
        return false;
    }

    @Override
    public String getSslAlgorithm() {
        throw noFiles();
    }

    private static UnsupportedOperationException noFiles() {
        return new UnsupportedOperationException("Only the context is there");
    }
}
