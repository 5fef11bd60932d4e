package io.nifistreaming.poll;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;

/** Says what is wrong with the way out, where one is configured: else its troubles look like those of the sites. */
final class ProxyTrouble {
    static final int WANTS_PASSWORD = 407;

    /** How the JDK's client begins to tell that a proxy would not connect it; the status follows. */
    private static final String TUNNEL_FAILED = "Tunnel failed, got: ";

    private final Optional<ProxySettings> settings;

    ProxyTrouble(Optional<ProxySettings> settings) {
        this.settings = settings;
    }

    /** What is wrong with the proxy; empty if there is none, or nothing is. */
    Optional<String> describe(URI url, Throwable cause) {
        return settings.flatMap(proxy -> proxy.proxyFor(url))
                .flatMap(proxy -> reason(cause).map(reason -> "could not be asked: the proxy " + proxy + " " + reason));
    }

    private static Optional<String> reason(Throwable cause) {
        if (HttpFailures.find(cause, HttpConnectTimeoutException.class) != null) {
            return Optional.of("did not connect us in time: is it up, and may it reach that host?");
        }
        if (HttpFailures.find(cause, UnresolvedAddressException.class) != null
                || HttpFailures.find(cause, UnknownHostException.class) != null) {
            return Optional.of("has a host name that can't be resolved: check its spelling and the name server");
        }
        if (HttpFailures.find(cause, ConnectException.class) != null) {
            return Optional.of("refused the connection: is it up, and its port right?");
        }
        IOException failure = HttpFailures.find(cause, IOException.class);
        if (failure != null && String.valueOf(failure.getMessage()).startsWith(TUNNEL_FAILED)) {
            return Optional.of("answered " + failure.getMessage().substring(TUNNEL_FAILED.length())
                    + " when asked for a tunnel: check whether it may connect to that host and port");
        }
        return Optional.empty();
    }

    /** What a proxy's 407 means. */
    String wantsPassword(URI url) {
        String proxy = settings.flatMap(one -> one.proxyFor(url)).orElse("on the way");
        String problem = Redacted.url(url) + " could not be asked: the proxy " + proxy;
        if (settings.flatMap(ProxySettings::authorization).isEmpty()) {
            return problem + " wants a user name and a password: configure them";
        }
        if ("https".equalsIgnoreCase(url.getScheme())) {
            return problem + " did not accept the user name and password, or was not shown them: check them, and start"
                    + " the JVM with -Djdk.http.auth.tunneling.disabledSchemes= (nothing after the equals sign; in NiFi"
                    + " a java.arg line of bootstrap.conf), since by default Java sends no password for https";
        }
        return problem + " did not accept the user name and password: check them";
    }
}
