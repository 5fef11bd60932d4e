package io.nifistreaming.nifi.poll;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nifistreaming.poll.JsonPathPriceExtractor;
import io.nifistreaming.poll.Pagination;
import io.nifistreaming.poll.PollTarget;
import io.nifistreaming.poll.PriceFormat;
import io.nifistreaming.poll.PriceMapping;
import io.nifistreaming.poll.UrlTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the JSON document that lists targets; each message names the field that is wrong. */
final class TargetsDocument {
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(366);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> OWN_FIELDS = Set.of("sku", "title", "price", "currency", "in_stock", "url");

    /** Fields that every record has beside the mapped ones. */
    private static final Set<String> RESERVED =
            Set.of("competitor", "observed_at", "change", "previous_price", "tombstone");

    private final TargetDefaults defaults;

    TargetsDocument(TargetDefaults defaults) {
        this.defaults = defaults;
    }

    /** For the dialog. */
    static void check(String text) {
        List<TargetSpec> unused = new TargetsDocument(TargetDefaults.forChecking()).read(text);
        PollChecks.require(!unused.isEmpty(), "targets is empty: list at least one target");
    }

    /**
     * Reads {@code {"targets": [...]}}.
     *
     * @throws IllegalArgumentException naming the field that is wrong
     */
    List<TargetSpec> read(String text) {
        JsonFields document = new JsonFields("", parsed(text));
        document.allowOnly("targets");
        JsonNode list = parsed(text).path("targets");
        if (!list.isArray()) {
            throw document.bad("targets", "must be a list [...] of targets");
        }
        List<TargetSpec> specs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode entry : list) {
            String path = "targets[" + specs.size() + "]";
            TargetSpec spec = located(path, new JsonFields(path, entry));
            if (!names.add(spec.target().name())) {
                throw new IllegalArgumentException(
                        path + ".name '" + spec.target().name() + "' is taken by an earlier target: rename one");
            }
            specs.add(spec);
        }
        return specs;
    }

    private TargetSpec located(String path, JsonFields fields) {
        try {
            return spec(fields);
        } catch (IllegalArgumentException trouble) {
            String message = String.valueOf(trouble.getMessage());
            throw message.startsWith(path) ? trouble : new IllegalArgumentException(path + ": " + message, trouble);
        }
    }

    private TargetSpec spec(JsonFields fields) {
        fields.allowOnly(
                "name",
                "competitor",
                "url",
                "items",
                "fields",
                "currency",
                "decimal",
                "in_stock_words",
                "parameters",
                "skus",
                "skus_per_request",
                "headers",
                "pagination",
                "interval",
                "content_types",
                "format",
                "auth");
        String name = fields.required("name");
        TargetSpec.Format format = fields.choice("format", TargetSpec.Format.JSON, TargetSpec.Format.class);
        PollTarget target = new PollTarget(
                name,
                fields.text("competitor", name),
                url(fields),
                fields.map("parameters"),
                fields.texts("skus"),
                headers(fields),
                pagination(fields),
                interval(fields),
                contentTypes(fields, format));
        PriceMapping mapping = mapping(fields);
        // Compiles each path, so that a malformed one is told now.
        JsonPathPriceExtractor unused = new JsonPathPriceExtractor(mapping);
        return new TargetSpec(
                target, mapping, format, fields.choice("auth", TargetSpec.Auth.ALL, TargetSpec.Auth.class));
    }

    private static UrlTemplate url(JsonFields fields) {
        String text = fields.required("url");
        int batch = fields.whole("skus_per_request", 50, 1);
        try {
            return new UrlTemplate(text, batch);
        } catch (IllegalArgumentException trouble) {
            throw fields.bad("url", "can't be used: " + trouble.getMessage());
        }
    }

    private static Map<String, String> headers(JsonFields fields) {
        Map<String, String> headers = fields.map("headers");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (!header.getKey().matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
                throw fields.bad("headers." + header.getKey(), "is no header name");
            }
            if (header.getValue().chars().anyMatch(sign -> sign < ' ' && sign != '\t')) {
                throw fields.bad("headers." + header.getKey(), "has a line break or another control character");
            }
        }
        return headers;
    }

    private Duration interval(JsonFields fields) {
        String text = fields.text("interval", null);
        if (text == null || defaults.interval().isZero()) {
            return defaults.interval();
        }
        try {
            long millis = Math.round(PollChecks.millis(text));
            PollChecks.require(
                    millis >= 1 && millis <= LONGEST_INTERVAL.toMillis(), "it must lie between 1 ms and a year");
            return Duration.ofMillis(millis);
        } catch (IllegalArgumentException trouble) {
            throw fields.bad("interval", "can't be used: " + trouble.getMessage());
        }
    }

    private static Set<String> contentTypes(JsonFields fields, TargetSpec.Format format) {
        Set<String> types = new HashSet<>();
        for (String type : fields.texts("content_types")) {
            types.add(type.strip().toLowerCase(Locale.ROOT));
        }
        if (!types.isEmpty() || format == TargetSpec.Format.RECORD) {
            return types;
        }
        return Set.of("application/json", "text/json");
    }

    private Pagination pagination(JsonFields fields) {
        if (!fields.has("pagination")) {
            return Pagination.none();
        }
        JsonFields pages = fields.object("pagination");
        pages.allowOnly("type", "path", "parameter", "first", "page_size", "max_pages");
        int most = pages.whole("max_pages", defaults.maxPages(), 1);
        String type = pages.required("type");
        return switch (type) {
            case "none" -> Pagination.none();
            case "link" -> new Pagination.LinkHeader(most);
            case "cursor" -> new Pagination.Cursor(pages.required("path"), pages.text("parameter", ""), most);
            case "page" -> new Pagination.PageNumber(pages.text("parameter", "page"), pages.whole("first", 1, 0), most);
            case "offset" ->
                new Pagination.Offset(pages.text("parameter", "offset"), pages.whole("page_size", 100, 1), most);
            default -> throw pages.bad("type", "must be one of none, link, cursor, page, offset");
        };
    }

    private static PriceMapping mapping(JsonFields fields) {
        if (!fields.has("fields")) {
            throw fields.bad("fields", "is required: the JSON paths of sku and price at least");
        }
        Map<String, String> paths = fields.map("fields");
        for (String name : paths.keySet()) {
            if (RESERVED.contains(name)) {
                throw fields.bad("fields." + name, "is written by the processor itself: choose another name");
            }
        }
        JsonFields mapped = fields.object("fields");
        mapped.required("sku");
        mapped.required("price");
        Map<String, String> extra = new java.util.LinkedHashMap<>(paths);
        extra.keySet().removeAll(OWN_FIELDS);
        String currency = fields.text("currency", null);
        PriceFormat format;
        try {
            format = new PriceFormat(
                    fields.choice("decimal", PriceFormat.DecimalSign.AUTO, PriceFormat.DecimalSign.class), currency);
        } catch (IllegalArgumentException trouble) {
            throw trouble.getMessage().startsWith("Currency")
                    ? fields.bad("currency", "must be an ISO 4217 code in capitals, such as EUR")
                    : trouble;
        }
        return new PriceMapping(
                fields.text("items", "$"),
                paths.get("sku"),
                paths.get("title"),
                paths.get("price"),
                paths.get("currency"),
                paths.get("in_stock"),
                paths.get("url"),
                extra,
                format,
                new HashSet<>(fields.texts("in_stock_words")));
    }

    private static JsonNode parsed(String text) {
        try {
            JsonNode document = JSON.readTree(text);
            if (document == null || document.isMissingNode()) {
                throw new IllegalArgumentException("it is empty: write {\"targets\": [...]}");
            }
            return document;
        } catch (JsonProcessingException malformed) {
            JsonLocation at = malformed.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new IllegalArgumentException("it is no JSON" + where + ": " + malformed.getOriginalMessage());
        }
    }
}
