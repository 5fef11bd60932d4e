package io.nifistreaming.delta;

import java.net.URI;
import java.net.URISyntaxException;

/** Paths as the log writes them: URIs, relative to the table. */
final class TablePaths {
    private TablePaths() {}

    static String encoded(String path) {
        try {
            return new URI(null, null, path, null).getRawPath();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("No path below a table: " + path, e);
        }
    }

    static String decoded(String path) {
        return URI.create(path).getPath();
    }
}
