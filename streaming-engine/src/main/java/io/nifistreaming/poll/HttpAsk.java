package io.nifistreaming.poll;

import java.net.URI;
import java.util.Map;

/**
 * One GET.
 *
 * @param url what to ask for
 * @param home the configured URL: credentials go to its scheme, host and port alone
 * @param headers harmless ones, sent everywhere, such as {@code Accept} and {@code If-None-Match}
 * @param credentials the target's own headers and those of its authentication
 */
public record HttpAsk(URI url, URI home, Map<String, String> headers, Map<String, String> credentials) {
    public HttpAsk {
        headers = Map.copyOf(headers);
        credentials = Map.copyOf(credentials);
    }

    /** The same request to another place, as a redirect asks for. */
    public HttpAsk to(URI place) {
        return new HttpAsk(place, home, headers, credentials);
    }

    /** Never the headers: they may hold secrets. */
    @Override
    public String toString() {
        return "GET " + Redacted.url(url);
    }
}
