package io.nifistreaming.poll;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;

/** How a listing goes on after its first page. At most {@code maxPages} pages are read of one request in one poll. */
public sealed interface Pagination {
    /** The most pages of one request, at least 1. */
    int maxPages();

    static Pagination none() {
        return new None();
    }

    /** One page. */
    record None() implements Pagination {
        @Override
        public int maxPages() {
            return 1;
        }
    }

    /** RFC 8288: {@code Link: <url>; rel="next"}. */
    record LinkHeader(int maxPages) implements Pagination {
        public LinkHeader {
            atLeastOne(maxPages);
        }
    }

    /**
     * The body names the next page.
     *
     * @param jsonPath where it does, such as {@code $.next}; absent, null or empty means that this was the last page
     * @param parameter the query parameter that takes it; empty if the value is itself a URL, absolute or relative
     */
    record Cursor(String jsonPath, String parameter, int maxPages) implements Pagination {
        public Cursor {
            if (jsonPath == null || jsonPath.isBlank()) {
                throw new IllegalArgumentException("Pagination by cursor needs a JSON path, such as $.next");
            }
            try {
                JsonPath.compile(jsonPath);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("Not a JSON path: " + jsonPath + ": " + e.getMessage(), e);
            }
            parameter = parameter == null ? "" : parameter.trim();
            atLeastOne(maxPages);
        }
    }

    /** The query parameter counts pages: {@code first, first + 1, ...}, until a page has no rows. */
    record PageNumber(String parameter, int first, int maxPages) implements Pagination {
        public PageNumber {
            needsParameter(parameter);
            atLeastOne(maxPages);
        }
    }

    /** The query parameter counts rows: {@code 0, pageSize, 2·pageSize, ...}, until a page has fewer rows than that. */
    record Offset(String parameter, int pageSize, int maxPages) implements Pagination {
        public Offset {
            needsParameter(parameter);
            if (pageSize < 1) {
                throw new IllegalArgumentException("Page size must be at least 1, not " + pageSize);
            }
            atLeastOne(maxPages);
        }
    }

    private static void atLeastOne(int maxPages) {
        if (maxPages < 1) {
            throw new IllegalArgumentException("Maximum pages must be at least 1, not " + maxPages);
        }
    }

    private static void needsParameter(String parameter) {
        if (parameter == null || parameter.isBlank()) {
            throw new IllegalArgumentException("This pagination needs the name of a query parameter");
        }
    }
}
