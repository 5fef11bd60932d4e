package io.nifistreaming.poll;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL as it may be shown: only what can hardly be a secret. That is scheme, host, port, the names of parameters, the
 * numbers of pages, and those segments of the path that are made of words and numbers as people write them; whatever
 * else there is, is taken out.
 */
public final class Redacted {
    private static final String HIDDEN = "***";
    private static final int LONGEST = 64;
    private static final int MOST_DIGITS = 14;
    private static final int MOST_MIXED = 1;

    /** Parameters that count: their numbers say which request it was. */
    private static final Set<String> COUNTERS =
            Set.of("page", "offset", "limit", "size", "per_page", "page_size", "start", "first", "skip");

    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,14}");
    /** As in {@code v2}, {@code SKU00042} or {@code 5g}. */
    private static final Pattern MIXED = Pattern.compile("\\p{L}{1,4}\\d{1,6}|\\d{1,4}\\p{L}{1,4}");
    /** A word, or several as in {@code competitorPrices}. */
    private static final Pattern HUMP = Pattern.compile("\\p{Lu}*\\p{Ll}{0,16}");

    private static final int MOST_HUMPS = 4;
    private static final int LONGEST_CAPITALS = 8;

    private Redacted() {}

    /** For example {@code https://shop.example/api/v2/prices?region=***&page=2}. */
    public static String url(URI url) {
        StringBuilder shown = new StringBuilder();
        if (url.getScheme() != null) {
            shown.append(url.getScheme()).append("://");
        }
        if (url.getHost() != null) {
            shown.append(url.getHost());
        }
        if (url.getPort() >= 0) {
            shown.append(':').append(url.getPort());
        }
        if (url.getRawPath() != null) {
            shown.append(path(url.getRawPath()));
        }
        if (url.getRawQuery() != null) {
            shown.append('?').append(query(url.getRawQuery()));
        }
        return shown.toString();
    }

    private static String path(String path) {
        StringBuilder shown = new StringBuilder(path.length());
        for (String segment : path.split("/", -1)) {
            shown.append(shown.length() == 0 && segment.isEmpty() ? "" : segment(segment))
                    .append('/');
        }
        shown.setLength(shown.length() - 1);
        return shown.toString();
    }

    /** What follows a semicolon is a session's id as a rule. */
    private static String segment(String segment) {
        int semicolon = segment.indexOf(';');
        if (semicolon >= 0) {
            return segment(segment.substring(0, semicolon)) + ';' + HIDDEN;
        }
        return isPlain(segment) ? segment : HIDDEN;
    }

    private static String query(String query) {
        StringBuilder shown = new StringBuilder(query.length());
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals);
            String value = pair.substring(equals + 1);
            shown.append(shown.length() == 0 ? "" : "&");
            if (equals >= 0) {
                shown.append(isPlain(name) ? name : HIDDEN).append('=');
            }
            boolean counts = COUNTERS.contains(name.toLowerCase(Locale.ROOT))
                    && COUNT.matcher(value).matches();
            shown.append(counts || pair.isEmpty() ? value : HIDDEN);
        }
        return shown.toString();
    }

    /** Whether it is made of words and numbers as people write them. */
    private static boolean isPlain(String text) {
        String decoded;
        try {
            decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
        if (decoded.length() > LONGEST
                || decoded.indexOf('\uFFFD') >= 0
                || decoded.chars().filter(Character::isDigit).count() > MOST_DIGITS) {
            return false;
        }
        int mixed = 0;
        for (String part : BETWEEN.split(decoded, -1)) {
            if (MIXED.matcher(part).matches()) {
                mixed++;
            } else if (!DIGITS.matcher(part).matches() && !isWord(part)) {
                return false;
            }
        }
        return mixed <= MOST_MIXED;
    }

    private static boolean isWord(String part) {
        Matcher hump = HUMP.matcher(part);
        int end = 0;
        int humps = 0;
        while (end < part.length() && hump.find(end) && hump.start() == end && hump.end() > end) {
            int capitals =
                    (int) hump.group().chars().filter(Character::isUpperCase).count();
            if (capitals > LONGEST_CAPITALS || end > 0 && capitals == 0) {
                return false;
            }
            end = hump.end();
            humps++;
        }
        return end == part.length() && humps <= MOST_HUMPS;
    }
}
