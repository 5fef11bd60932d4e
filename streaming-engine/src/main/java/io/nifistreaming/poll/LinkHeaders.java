package io.nifistreaming.poll;

import java.util.Locale;

/** Finds {@code rel="next"} in Link headers (RFC 8288). */
final class LinkHeaders {
    private LinkHeaders() {}

    /** The next page's URL as written, the empty string if there is none. */
    static String next(HttpAnswer answer) {
        for (String header : answer.headers().allValues("link")) {
            int open = header.indexOf('<');
            while (open >= 0) {
                int close = header.indexOf('>', open);
                if (close < 0) {
                    break;
                }
                int end = endOfLink(header, close + 1);
                if (saysNext(header.substring(close + 1, end))) {
                    return header.substring(open + 1, close);
                }
                open = header.indexOf('<', end);
            }
        }
        return "";
    }

    /** The comma that ends a link: not one inside quotes, where titles keep theirs. */
    private static int endOfLink(String header, int from) {
        boolean quoted = false;
        for (int at = from; at < header.length(); at++) {
            char c = header.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                return at;
            }
        }
        return header.length();
    }

    private static boolean saysNext(String parameters) {
        for (String parameter : parameters.split(";", -1)) {
            String pair = parameter.trim().toLowerCase(Locale.ROOT);
            if (pair.matches("rel\\s*=.*")) {
                String names =
                        pair.substring(pair.indexOf('=') + 1).replace("\"", "").trim();
                for (String name : names.split("\\s+", -1)) {
                    if (name.equals("next")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
