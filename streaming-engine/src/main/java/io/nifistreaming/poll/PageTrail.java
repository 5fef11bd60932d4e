package io.nifistreaming.poll;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;

/** Which pages of one listing were already seen, so that a listing that bites its tail ends. */
final class PageTrail {
    private final Set<URI> visited = new HashSet<>();
    private String lastBody = "";

    /** Whether this URL is new. */
    boolean enter(URI url) {
        return visited.add(url);
    }

    /** Whether this body is the same as that of the page before. */
    boolean repeats(byte[] body) {
        String digest = Digest.of(body);
        boolean same = digest.equals(lastBody);
        lastBody = digest;
        return same;
    }
}
