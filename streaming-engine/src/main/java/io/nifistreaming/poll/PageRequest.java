package io.nifistreaming.poll;

import java.net.URI;
import java.util.Locale;

/**
 * One page to ask for.
 *
 * @param request index of the request within the target
 * @param page index of the page within the request's listing
 * @param first URL of the listing's first page
 * @param url of this page
 * @param attempt counts from 0
 */
record PageRequest(int request, int page, URI first, URI url, int attempt) {
    PageRequest again() {
        return new PageRequest(request, page, first, url, attempt + 1);
    }

    PageRequest following(URI next) {
        return new PageRequest(request, page + 1, first, next, 0);
    }

    /** The lane it travels on: host and port, whatever the path. */
    String host() {
        return url.getHost().toLowerCase(Locale.ROOT) + ":" + HostRules.port(url);
    }
}
