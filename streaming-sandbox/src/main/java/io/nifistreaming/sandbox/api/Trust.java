package io.nifistreaming.sandbox.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom an HTTPS client believes. A NiFi with a certificate that it made for itself is believed by that very
 * certificate, whatever name it is reached by, which is stricter than a certificate authority and needs none.
 */
public final class Trust {
    private Trust() {}

    /** A client that believes the servers whose certificates (PEM, one or more) are in {@code file}, and no other. */
    public static HttpClient pinned(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            return client(new Pinned(Set.copyOf(certificates)));
        } catch (IOException | CertificateException e) {
            throw new ApiException("No certificate can be read from " + file + ": " + e.getMessage(), e);
        }
    }

    /** A client that believes what the JVM believes. */
    public static HttpClient usual() {
        return builder().build();
    }

    private static HttpClient client(TrustManager manager) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return builder().sslContext(context).build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has TLS", e);
        }
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
    }

    /** Extended, so that the JVM adds no check of host names, which would be about authorities' certificates. */
    private static final class Pinned extends X509ExtendedTrustManager {
        private final Set<Certificate> known;

        Pinned(Set<Certificate> known) {
            this.known = known;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (chain == null || chain.length == 0 || !known.contains(chain[0])) {
                throw new CertificateException(
                        "The server shows a certificate that is not the pinned one, but " + subjects(chain));
            }
            chain[0].checkValidity();
        }

        private static String subjects(X509Certificate[] chain) {
            return chain == null
                    ? "none"
                    : List.of(chain).stream()
                            .map(certificate ->
                                    certificate.getSubjectX500Principal().getName())
                            .collect(Collectors.joining("; "));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
