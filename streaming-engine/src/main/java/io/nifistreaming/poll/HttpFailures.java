package io.nifistreaming.poll;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;

/**
 * Says what the HTTP client's exceptions mean: the only class that does. Their own messages are not passed on, as some
 * quote URLs; those of TLS are, because nobody can mend a certificate without them.
 */
final class HttpFailures {
    private final HttpSettings settings;
    private final ProxyTrouble proxy;

    HttpFailures(HttpSettings settings, ProxyTrouble proxy) {
        this.settings = settings;
        this.proxy = proxy;
    }

    HttpResult classify(URI url, Throwable thrown, Duration took) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        String where = Redacted.url(url);
        TooLargeException tooLarge = find(cause, TooLargeException.class);
        if (tooLarge != null) {
            return new HttpResult.Refused(
                    RejectKind.TOO_LARGE,
                    where + " answers with more than " + settings.maxAnswerBytes()
                            + " bytes: raise the maximum answer size, or ask for smaller pages",
                    took);
        }
        if (cause instanceof ZipException || cause instanceof UndecodableException) {
            return new HttpResult.Refused(
                    RejectKind.UNREADABLE, where + " answers with a body that can't be decompressed", took);
        }
        return new HttpResult.Unreachable(
                where + " " + proxy.describe(url, cause).orElseGet(() -> reason(url, cause)), took);
    }

    private String reason(URI url, Throwable cause) {
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        if (find(cause, HttpConnectTimeoutException.class) != null) {
            return "could not be connected to within "
                    + settings.connectTimeout().toMillis() + " ms: is the host up," + (tls ? " does it speak TLS," : "")
                    + " and is a proxy needed?";
        }
        if (cause instanceof TimeoutException) {
            return "did not answer in full within " + settings.timeout().toMillis()
                    + " ms: raise the request timeout if it is just slow";
        }
        if (find(cause, UnresolvedAddressException.class) != null || find(cause, UnknownHostException.class) != null) {
            return "has a host name that can't be resolved: check its spelling and the name server";
        }
        SSLException refusal = find(cause, SSLException.class);
        if (refusal != null) {
            return TlsTrouble.describe(refusal);
        }
        if (find(cause, ConnectException.class) != null) {
            return "refused the connection: is the service up, and the port right?";
        }
        return "dropped the connection (" + cause.getClass().getSimpleName() + "): it is asked again"
                + (tls ? "; if that never helps, it may want a certificate: check the key store" : "");
    }

    /** The first of the causes that is one; null if none is. */
    static <T extends Throwable> T find(Throwable thrown, Class<T> wanted) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < 10; depth++, at = at.getCause()) {
            if (wanted.isInstance(at)) {
                return wanted.cast(at);
            }
        }
        return null;
    }
}
