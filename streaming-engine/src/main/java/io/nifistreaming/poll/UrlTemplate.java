package io.nifistreaming.poll;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL with {@code {name}} where values go, percent-encoded. {@code {sku}} makes one request a SKU, {@code {skus}} one
 * request for up to {@code batch} SKUs, joined by commas; every other name is a parameter. Scheme, host and port are
 * fixed: a value from outside never decides whom we ask.
 *
 * @param text {@code http} or {@code https}, for example {@code https://shop.example/api/prices?sku={sku}&region={region}}
 * @param batch the most SKUs in one {@code {skus}}, at least 1
 */
public record UrlTemplate(String text, int batch) {
    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_.-]*)}");
    private static final Pattern ORIGIN = Pattern.compile("(?i)https?://[^/?#{}\\s]+([/?#].*)?");

    public UrlTemplate {
        if (text == null || !ORIGIN.matcher(text.trim()).matches()) {
            throw new IllegalArgumentException("URL must start with http:// or https:// and a host without {names}");
        }
        text = text.trim();
        if (batch < 1) {
            throw new IllegalArgumentException("SKUs per request must be at least 1, not " + batch);
        }
        // Fails now, in the dialog, rather than at the first poll.
        parse(NAME.matcher(text).replaceAll("x"));
        if (text.contains("{sku}") && text.contains("{skus}")) {
            throw new IllegalArgumentException("URL uses both {sku} and {skus}: one of them");
        }
    }

    public static UrlTemplate of(String text) {
        return new UrlTemplate(text, 50);
    }

    /** The names used, {@code sku} and {@code skus} included. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** Whether each request names exactly one product. */
    public boolean asksForOneSku() {
        return names().contains("sku");
    }

    /**
     * All requests of one poll, in the order of the SKUs.
     *
     * @throws IllegalArgumentException if a parameter, or the SKUs, are missing
     */
    public List<URI> expand(Map<String, String> parameters, List<String> skus) {
        Set<String> names = names();
        boolean bySku = names.contains("sku") || names.contains("skus");
        if (bySku && skus.isEmpty()) {
            throw new IllegalArgumentException("URL uses {sku} or {skus}, but there are no SKUs");
        }
        if (!bySku) {
            return List.of(parse(fill(parameters, "")));
        }
        int step = names.contains("sku") ? 1 : batch;
        List<URI> urls = new ArrayList<>((skus.size() + step - 1) / step);
        for (int from = 0; from < skus.size(); from += step) {
            List<String> some = skus.subList(from, Math.min(skus.size(), from + step));
            urls.add(parse(fill(parameters, joined(some))));
        }
        return urls;
    }

    private static String joined(List<String> skus) {
        List<String> encoded = new ArrayList<>(skus.size());
        for (String sku : skus) {
            encoded.add(encode(sku));
        }
        return String.join(",", encoded);
    }

    private String fill(Map<String, String> parameters, String skus) {
        StringBuilder url = new StringBuilder();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = name.equals("sku") || name.equals("skus") ? skus : parameter(parameters, name);
            matcher.appendReplacement(url, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(url).toString();
    }

    private static String parameter(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("URL uses {" + name + "}, but there is no such parameter");
        }
        return encode(value);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static URI parse(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() == null) {
                throw new IllegalArgumentException("URL has no valid host name");
            }
            if (uri.getPort() == 0 || uri.getPort() > 65_535) {
                throw new IllegalArgumentException("URL has port " + uri.getPort() + ": ports go from 1 to 65535");
            }
            if (uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException("URL holds a user name: put credentials where they are kept secret");
            }
            return uri;
        } catch (URISyntaxException e) {
            // Not the exception's own text: that quotes the URL, secrets and all.
            throw new IllegalArgumentException(
                    "URL is malformed at character " + e.getIndex() + ": " + e.getReason(), e);
        }
    }
}
