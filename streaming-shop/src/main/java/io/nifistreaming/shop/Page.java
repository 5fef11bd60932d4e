package io.nifistreaming.shop;

import java.util.List;

/**
 * A part of a listing.
 *
 * @param total offers in the whole listing
 * @param position what the paging counts: page number from 1, or offset from 0
 * @param size offers on a full page
 * @param next query that asks for the page after this one, as in {@code page=2}; null on the last
 */
record Page(List<Listed> items, int total, int position, int size, String next) {

    int pages() {
        return Math.max(1, (total + size - 1) / size);
    }

    /** A page that holds one product alone. */
    static Page of(Listed single) {
        return new Page(List.of(single), 1, 1, 1, null);
    }
}
