package io.nifistreaming.shop;

import java.io.IOException;
import java.io.OutputStream;

/** The face of one competitor: how it cuts, writes and validates its answers. */
interface Site {
    Competitor competitor();

    Paging paging();

    Traits traits();

    String contentType();

    /**
     * Writes a page of offers.
     *
     * @param links where the competitor's pages are
     */
    void write(Page page, Links links, OutputStream out) throws IOException;

    /** Writes one product alone; in the listing's shape unless the site does otherwise. */
    default void writeSingle(Listed offer, Links links, OutputStream out) throws IOException {
        write(Page.of(offer), links, out);
    }

    /**
     * What HTTP offers beside the body.
     *
     * @param linkHeader whether the next page is told in a Link header
     */
    record Traits(boolean etag, boolean lastModified, boolean gzip, boolean linkHeader) {}

    /** Addresses of a competitor. */
    record Links(String base, Competitor competitor) {
        String listing() {
            return base + "/" + competitor.name() + "/products";
        }

        String product(Listed offer) {
            return listing() + "/" + offer.sku();
        }
    }
}
