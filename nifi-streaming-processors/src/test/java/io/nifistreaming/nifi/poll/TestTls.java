package io.nifistreaming.nifi.poll;

import io.nifistreaming.kafka.broker.Certificates;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS contexts of a server and its clients, each self-signed. */
final class TestTls {
    private static final char[] PASSWORD = Certificates.PASSWORD.toCharArray();

    private final Certificates certificates;

    private TestTls(Certificates certificates) {
        this.certificates = certificates;
    }

    static TestTls in(Path folder) throws IOException {
        return new TestTls(Certificates.createIn(folder));
    }

    /** Shows the server's key, and trusts the client's. */
    SSLContext server() throws GeneralSecurityException, IOException {
        return context(keys(certificates.brokerKeyStore()), certificates.clientTrustStore());
    }

    /** Trusts the server, and shows no key. */
    SSLContext trusting() throws GeneralSecurityException, IOException {
        return trusting(trustStore());
    }

    /** Trusts whom the store trusts, and shows no key. */
    static SSLContext trusting(Path trustStore) throws GeneralSecurityException, IOException {
        return context(null, trustStore);
    }

    /** Trusts the server. */
    Path trustStore() {
        return certificates.brokerTrustStore();
    }

    /** Trusts the server, and shows the client's key. */
    SSLContext trustingWithKey() throws GeneralSecurityException, IOException {
        return context(keys(certificates.clientKeyStore()), certificates.brokerTrustStore());
    }

    /** Trusts somebody else. */
    SSLContext mistrusting() throws GeneralSecurityException, IOException {
        return context(null, certificates.clientTrustStore());
    }

    private static SSLContext context(KeyManager[] keys, Path trustStore) throws GeneralSecurityException, IOException {
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(KeyStore.getInstance(trustStore.toFile(), PASSWORD));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trusted.getTrustManagers(), null);
        return context;
    }

    private static KeyManager[] keys(Path keyStore) throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(keyStore.toFile(), PASSWORD), PASSWORD);
        return keys.getKeyManagers();
    }
}
