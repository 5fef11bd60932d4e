package io.nifistreaming.shop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** The right answer of a site to a request, with nothing going wrong: which offers, in which words, or a 304. */
final class Storefront {
    private static final String LISTING = "/products";

    private final Market market;
    private final String base;
    private final Clock clock;
    private final boolean validating;

    /** @param validating whether ETag and Last-Modified are sent, by the sites that know them */
    Storefront(Market market, String base, Clock clock, boolean validating) {
        this.market = market;
        this.base = base;
        this.clock = clock;
        this.validating = validating;
    }

    /**
     * @param path below the competitor's name, as in {@code /products/SKU-00001}
     * @param headers looks up a request header by its name; null where it is absent
     */
    Answer answer(Site site, String path, Query query, Function<String, String> headers) {
        try {
            if (path.equals(LISTING)) {
                return listing(site, query, headers);
            }
            if (path.startsWith(LISTING + "/")) {
                return single(site, path.substring(LISTING.length() + 1), headers);
            }
            return missing();
        } catch (UnknownName bad) {
            return Answer.json(400, "{\"error\":\"bad_request\"}", "bad request");
        } catch (IOException impossible) {
            throw new UncheckedIOException("Cannot write into memory", impossible);
        }
    }

    private Answer listing(Site site, Query query, Function<String, String> headers) throws IOException {
        Instant asOf = clock.instant();
        String name = site.competitor().name();
        Instant lastChange = market.lastChange(name);
        Page page = site.paging().cut(market.listing(name), query);
        Site.Links links = new Site.Links(base, site.competitor());
        ByteArrayOutputStream body =
                new ByteArrayOutputStream(256 * (1 + page.items().size()));
        site.write(page, links, body);
        Answer answer = conditional(site, new Body(body.toByteArray(), page.items(), lastChange, asOf), headers);
        if (site.traits().linkHeader() && page.next() != null) {
            return answer.withHeader("Link", "<" + links.listing() + "?" + page.next() + ">; rel=\"next\"");
        }
        return answer;
    }

    private Answer single(Site site, String sku, Function<String, String> headers) throws IOException {
        Instant asOf = clock.instant();
        Optional<Listed> offer = market.listed(site.competitor().name(), sku);
        if (offer.isEmpty()) {
            return missing();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(512);
        site.writeSingle(offer.get(), new Site.Links(base, site.competitor()), body);
        Body single =
                new Body(body.toByteArray(), List.of(offer.get()), offer.get().since(), asOf);
        return conditional(site, single, headers);
    }

    private static Answer missing() {
        return Answer.json(404, "{\"error\":\"not_found\"}", "not found");
    }

    private Answer conditional(Site site, Body body, Function<String, String> request) throws IOException {
        Validators validators = validating
                ? Validators.of(site.traits(), body.bytes, body.lastChange, body.asOf)
                : new Validators(null, null);
        boolean zip = site.traits().gzip() && accepts(request.apply("Accept-Encoding"));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", site.contentType());
        headers.put("Cache-Control", "no-cache");
        if (site.traits().gzip()) {
            headers.put("Vary", "Accept-Encoding");
        }
        if (validators.etag() != null) {
            headers.put("ETag", zip ? Validators.gzipped(validators.etag()) : validators.etag());
        }
        if (validators.modified() != null) {
            headers.put("Last-Modified", Validators.httpDate(validators.modified()));
        }
        if (validators.match(request.apply("If-None-Match"), request.apply("If-Modified-Since"))) {
            return new Answer(304, headers, new byte[0], List.of(), Answer.Delivery.WHOLE, "not modified");
        }
        if (zip) {
            headers.put("Content-Encoding", "gzip");
        }
        byte[] bytes = zip ? zipped(body.bytes) : body.bytes;
        return new Answer(200, headers, bytes, body.offers, Answer.Delivery.WHOLE, "served");
    }

    private static boolean accepts(String acceptEncoding) {
        String wanted = acceptEncoding == null ? "" : acceptEncoding.toLowerCase(Locale.ROOT);
        return wanted.contains("gzip") && !wanted.replace(" ", "").matches(".*gzip;q=0(\\.0*)?(,.*)?");
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    /**
     * Both times are taken before the offers are read: the time of the last change may then be too old but never too
     * new, and a change that falls between is never taken for one that the client has seen.
     */
    private record Body(byte[] bytes, List<Listed> offers, Instant lastChange, Instant asOf) {}
}
