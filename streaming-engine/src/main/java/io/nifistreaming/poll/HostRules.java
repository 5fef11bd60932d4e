package io.nifistreaming.poll;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Where redirects and links to further pages may lead: to the target's own host, to a host named here, or, for a name
 * that starts with {@code *.}, to any host below it. Never from https to http, and never to a URL with user info.
 *
 * @param allowed host names without port, in any case
 */
public record HostRules(Set<String> allowed) {
    public HostRules {
        Set<String> lower = new HashSet<>();
        for (String host : allowed) {
            lower.add(host.trim().toLowerCase(Locale.ROOT));
        }
        allowed = Set.copyOf(lower);
    }

    public static HostRules ownHostOnly() {
        return new HostRules(Set.of());
    }

    /**
     * Why we don't go from one URL to another; the empty string if we may.
     *
     * @param home the URL that was configured
     * @param from the URL that answered
     * @param to where it sends us, absolute
     */
    public String objection(URI home, URI from, URI to) {
        String scheme = to.getScheme() == null ? "" : to.getScheme().toLowerCase(Locale.ROOT);
        if (to.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            return "it leads to something that is not an http or https URL";
        }
        if (to.getRawUserInfo() != null) {
            return "it leads to a URL with a user name in it";
        }
        if ("https".equalsIgnoreCase(from.getScheme()) && scheme.equals("http")) {
            return "it leads from https to http";
        }
        String host = to.getHost().toLowerCase(Locale.ROOT);
        if (host.equalsIgnoreCase(home.getHost()) || allowed.contains(host)) {
            return "";
        }
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            if (allowed.contains("*" + host.substring(dot))) {
                return "";
            }
        }
        return "it leads to host " + host + ", which is not among the allowed hosts: add it if you trust it";
    }

    /** Whether both URLs share scheme, host and port: only then do credentials go along. */
    public static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    /** The port, 443 or 80 where the URL names none. */
    public static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }
}
