package io.nifistreaming.shop;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** How a site cuts its listing into pages. */
interface Paging {
    int LARGEST = 500;

    /**
     * The page that the query asks for.
     *
     * @throws UnknownName if the query's paging parameters are not what the site takes
     */
    Page cut(List<Listed> all, Query query);

    /** Everything at once. */
    record Whole() implements Paging {
        @Override
        public Page cut(List<Listed> all, Query query) {
            return new Page(all, all.size(), 1, Math.max(1, all.size()), null);
        }
    }

    /** {@code ?page=2&per_page=100}; past the end is an empty page. Products that vanish shift those behind them. */
    record Numbered(int size) implements Paging {
        @Override
        public Page cut(List<Listed> all, Query query) {
            int perPage = query.number("per_page", size, 1, LARGEST);
            int page = query.number("page", 1, 1, 1_000_000);
            int from = (int) Math.min(all.size(), (page - 1L) * perPage);
            int to = Math.min(all.size(), from + perPage);
            String sized = query.has("per_page") ? "&per_page=" + perPage : "";
            String next = to < all.size() ? "page=" + (page + 1) + sized : null;
            return new Page(all.subList(from, to), all.size(), page, perPage, next);
        }
    }

    /** {@code ?offset=200&limit=100}. */
    record Offset(int size) implements Paging {
        @Override
        public Page cut(List<Listed> all, Query query) {
            int limit = query.number("limit", size, 1, LARGEST);
            int offset = query.number("offset", 0, 0, Integer.MAX_VALUE);
            int from = Math.min(all.size(), offset);
            int to = Math.min(all.size(), from + limit);
            String next = to < all.size() ? "offset=" + to + "&limit=" + limit : null;
            return new Page(all.subList(from, to), all.size(), offset, limit, next);
        }
    }

    /** An opaque {@code ?cursor=}, which names the last SKU given, so that nothing shifts when products vanish. */
    record Cursor(int size) implements Paging {
        private static final String PREFIX = "after:";

        @Override
        public Page cut(List<Listed> all, Query query) {
            String after = query.has("cursor") ? decode(query.required("cursor")) : "";
            int from = 0;
            while (from < all.size() && all.get(from).sku().compareTo(after) <= 0) {
                from++;
            }
            int to = Math.min(all.size(), from + size);
            String next = to < all.size() ? encode(all.get(to - 1).sku()) : null;
            return new Page(all.subList(from, to), all.size(), from, size, next);
        }

        private static String encode(String sku) {
            byte[] text = (PREFIX + sku).getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
        }

        private static String decode(String cursor) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                if (text.startsWith(PREFIX)) {
                    return text.substring(PREFIX.length());
                }
            } catch (IllegalArgumentException ignored) {
                // Told below, together with cursors that decode to something else.
            }
            throw new UnknownName("The cursor is not one of ours");
        }
    }
}
