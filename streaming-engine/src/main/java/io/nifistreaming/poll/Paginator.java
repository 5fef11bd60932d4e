package io.nifistreaming.poll;

import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Finds the page that follows. Bounded by the pagination's maximum and by the {@link PageTrail}. */
final class Paginator {
    /** How a listing goes on. */
    sealed interface Next {
        /** It doesn't. */
        record End() implements Next {}

        /** There is another page. */
        record Page(URI url) implements Next {}

        /** There is another page, and no more may be read. */
        record Cut(String message) implements Next {}

        /** It leads to a page already read, to a forbidden host, or to nothing that makes sense. */
        record Broken(String message) implements Next {}
    }

    private static final Next END = new Next.End();

    private final HostRules hosts;

    Paginator(HostRules hosts) {
        this.hosts = hosts;
    }

    /** The URL of a listing's first page. */
    URI firstPage(Pagination pagination, URI url) {
        if (pagination instanceof Pagination.PageNumber number) {
            return with(url, number.parameter(), Integer.toString(number.first()));
        }
        if (pagination instanceof Pagination.Offset offset) {
            return with(url, offset.parameter(), "0");
        }
        return url;
    }

    /** @param rows on this page, rejected ones included */
    Next after(Pagination pagination, PageRequest page, HttpAnswer answer, int rows, PageTrail trail) {
        if (pagination instanceof Pagination.LinkHeader) {
            return checked(pagination, page, answer, LinkHeaders.next(answer), trail);
        }
        if (pagination instanceof Pagination.Cursor cursor) {
            return checked(pagination, page, answer, cursor(cursor, page, answer), trail);
        }
        if (pagination instanceof Pagination.PageNumber && rows == 0) {
            return END;
        }
        if (pagination instanceof Pagination.Offset offset && rows < offset.pageSize()) {
            return END;
        }
        return counted(pagination, page);
    }

    /** After a 304, for counted pages only: their order is known without a body. */
    Next afterUnchanged(Pagination pagination, PageRequest page, Validator known) {
        return known.last() ? END : counted(pagination, page);
    }

    /** Whether the pages' URLs are known without reading the pages. */
    static boolean countsPages(Pagination pagination) {
        return pagination instanceof Pagination.PageNumber || pagination instanceof Pagination.Offset;
    }

    private Next counted(Pagination pagination, PageRequest page) {
        int index = page.page() + 1;
        if (pagination instanceof Pagination.PageNumber number) {
            String value = Long.toString((long) number.first() + index);
            return bounded(pagination, page, with(page.first(), number.parameter(), value));
        }
        if (pagination instanceof Pagination.Offset offset) {
            String value = Long.toString((long) offset.pageSize() * index);
            return bounded(pagination, page, with(page.first(), offset.parameter(), value));
        }
        return END;
    }

    private Next checked(Pagination pagination, PageRequest page, HttpAnswer answer, String next, PageTrail trail) {
        if (next.isEmpty()) {
            return END;
        }
        URI url;
        try {
            url = answer.url().resolve(next.trim());
        } catch (IllegalArgumentException ignored) {
            return new Next.Broken(where(page) + " names a next page that is not a URL");
        }
        String objection = hosts.objection(page.first(), answer.url(), url);
        if (!objection.isEmpty()) {
            return new Next.Broken(where(page) + " names a next page, but " + objection);
        }
        if (!trail.enter(url)) {
            return new Next.Broken(where(page) + " names a next page that was already read");
        }
        return bounded(pagination, page, url);
    }

    private static Next bounded(Pagination pagination, PageRequest page, URI url) {
        if (page.page() + 1 < pagination.maxPages()) {
            return new Next.Page(url);
        }
        return new Next.Cut(Redacted.url(page.first()) + " has more than " + pagination.maxPages()
                + " pages: raise the maximum, or products beyond are never seen");
    }

    private static String cursor(Pagination.Cursor cursor, PageRequest page, HttpAnswer answer) {
        Object value;
        try {
            value = JsonPath.read(new String(answer.body(), answer.charset()), cursor.jsonPath());
        } catch (JsonPathException | IllegalArgumentException ignored) {
            // Absent on the last page; a page that isn't JSON at all was refused by the extractor before.
            return "";
        }
        if (value instanceof List<?> list) {
            value = list.isEmpty() ? null : list.get(0);
        }
        if (value == null || Boolean.FALSE.equals(value) || value.toString().isEmpty()) {
            return "";
        }
        return cursor.parameter().isEmpty()
                ? value.toString()
                : with(page.first(), cursor.parameter(), value.toString()).toString();
    }

    /** The URL with a query parameter set, replacing one of that name. */
    static URI with(URI url, String parameter, String value) {
        String name = URLEncoder.encode(parameter, StandardCharsets.UTF_8);
        StringBuilder query = new StringBuilder();
        String before = url.getRawQuery() == null ? "" : url.getRawQuery();
        for (String pair : before.split("&", -1)) {
            if (!pair.isEmpty() && !pair.equals(name) && !pair.startsWith(name + "=")) {
                query.append(pair).append('&');
            }
        }
        query.append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        String text = url.toString();
        int end = text.indexOf('#') < 0 ? text.length() : text.indexOf('#');
        int mark = text.indexOf('?') < 0 ? end : Math.min(text.indexOf('?'), end);
        return URI.create(text.substring(0, mark) + "?" + query);
    }

    private static String where(PageRequest page) {
        return Redacted.url(page.url());
    }
}
