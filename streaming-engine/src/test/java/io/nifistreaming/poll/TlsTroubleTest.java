package io.nifistreaming.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class TlsTroubleTest {
    private static String described(String message, Throwable cause) {
        SSLException failure = new SSLHandshakeException(message);
        failure.initCause(cause);
        return TlsTrouble.describe(failure);
    }

    @Test
    void eachTroubleNamesTheSideThatHasToMendIt() {
        assertThat(described("PKIX path building failed", new CertificateException(new CertPathBuilderException())))
                .contains("not trusted", "PKIX path building failed", "trust store");
        assertThat(described("validity check failed", new CertificateException(new CertificateExpiredException())))
                .contains("expired", "owner");
        assertThat(described("No name matching a.example found", new CertificateException("No name matching")))
                .contains("does not fit", "No name matching a.example found", "host name");
        assertThat(described("Received fatal alert: certificate_required", null))
                .contains("refused our certificate, or wants one", "key store");
        assertThat(described("Received fatal alert: unknown_ca", null)).contains("key store");
        assertThat(described("Unsupported or unrecognized SSL message", null))
                .contains("does not speak TLS", "http://");
        assertThat(described("Received fatal alert: protocol_version", null)).contains("versions and ciphers");
    }

    @Test
    void aLongMessageIsCutAndNoneIsNotNull() {
        assertThat(described("x".repeat(5_000), null).length()).isLessThan(400);
        assertThat(described(null, null)).contains("no reason given").doesNotContain("null");
    }
}
