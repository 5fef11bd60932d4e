package io.nifistreaming.poll;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** A URL as it may be shown: values of parameters with secret-looking names, user info and fragment are taken out. */
public final class Redacted {
    /** Whole words, because "key" inside "keyword" is no secret. */
    private static final Set<String> WORDS = Set.of("key", "auth", "sig", "pass", "pwd", "sid", "jwt", "hmac", "pin");

    private static final Set<String> PARTS = Set.of(
            "apikey", "accesskey", "token", "secret", "passw", "signature", "credential", "session", "authorization");

    private Redacted() {}

    /** For example {@code https://shop.example/prices?region=eu&api_key=***}. */
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
            shown.append(url.getRawPath());
        }
        if (url.getRawQuery() != null) {
            shown.append('?').append(query(url.getRawQuery()));
        }
        return shown.toString();
    }

    /** Whether a parameter or header of this name is better not shown. */
    public static boolean looksSecret(String name) {
        String words = name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        String joined = words.replaceAll("[^a-z0-9]", "");
        if (PARTS.stream().anyMatch(joined::contains)) {
            return true;
        }
        for (String word : words.split("[^a-z0-9]+", -1)) {
            if (WORDS.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static String query(String query) {
        StringBuilder shown = new StringBuilder(query.length());
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            shown.append(shown.length() == 0 ? "" : "&");
            shown.append(equals >= 0 && looksSecret(name) ? name + "=***" : pair);
        }
        return shown.toString();
    }
}
