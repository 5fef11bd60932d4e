package io.nifistreaming.poll;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Says why TLS failed, and which side has to mend it. */
final class TlsTrouble {
    private static final int LONGEST = 200;

    private TlsTrouble() {}

    static String describe(SSLException failure) {
        String told = cut(failure.getMessage());
        if (HttpFailures.find(failure, CertPathBuilderException.class) != null) {
            return "shows a certificate that is not trusted (" + told
                    + "): put its issuer's certificate into the trust store, if the server is the right one";
        }
        if (HttpFailures.find(failure, CertificateExpiredException.class) != null) {
            return "shows a certificate that has expired (" + told + "): its owner has to renew it";
        }
        if (HttpFailures.find(failure, CertificateException.class) != null) {
            return "shows a certificate that does not fit (" + told
                    + "): check the host name in the URL, and the trust store";
        }
        String words = told.toLowerCase(Locale.ROOT);
        if (words.contains("alert") && (words.contains("certificate") || words.contains("unknown_ca"))) {
            return "refused our certificate, or wants one (" + told
                    + "): check the key store, and whether the server knows its certificate";
        }
        if (words.contains("unrecognized ssl message")) {
            return "does not speak TLS at that port (" + told + "): check the port, or ask with http://";
        }
        return "failed in TLS (" + told + "): check which versions and ciphers both sides allow, and the trust store";
    }

    private static String cut(String message) {
        if (message == null) {
            return "no reason given";
        }
        return message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message;
    }
}
