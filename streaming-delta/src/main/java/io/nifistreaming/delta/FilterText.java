package io.nifistreaming.delta;

import io.nifistreaming.delta.RowFilter.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Filters as people write them, in the words of SQL: {@code price >= 10 AND (day = '2026-11-24' OR sku IS NULL)}, with
 * {@code NOT}, {@code IN (…)} and {@code BETWEEN … AND …}. Names with other characters stand in backquotes.
 */
public final class FilterText {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(?<text>'(?:[^']|'')*')|(?<quoted>`[^`]+`)"
            + "|(?<number>[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)|(?<word>[\\p{L}_][\\p{L}\\p{N}_.]*)"
            + "|(?<sign><=|>=|<>|!=|==|[=<>(),]))");
    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "=", Comparison.EQUAL,
            "==", Comparison.EQUAL,
            "<>", Comparison.NOT_EQUAL,
            "!=", Comparison.NOT_EQUAL,
            "<", Comparison.LESS,
            "<=", Comparison.AT_MOST,
            ">", Comparison.GREATER,
            ">=", Comparison.AT_LEAST);

    private enum Kind {
        TEXT,
        QUOTED,
        NUMBER,
        WORD,
        SIGN,
        END
    }

    private record Token(Kind kind, String text, int at) {
        boolean is(String word) {
            return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(word);
        }
    }

    private final String source;
    private final List<Token> tokens;
    private int next;

    private FilterText(String source) {
        this.source = source;
        this.tokens = tokens(source);
    }

    /**
     * The filter that the text describes; all rows if it is blank. Whether the table has such columns is told later.
     *
     * @throws IllegalArgumentException where the text is none, with the place
     */
    public static RowFilter parse(String text) {
        if (text.isBlank()) {
            return RowFilter.ALL;
        }
        FilterText parser = new FilterText(text);
        RowFilter filter = parser.any();
        if (parser.peek().kind() != Kind.END) {
            throw parser.expected("AND, OR or the end");
        }
        return filter;
    }

    private static List<Token> tokens(String source) {
        List<Token> tokens = new ArrayList<>();
        String text = source.stripTrailing();
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.region(at, text.length()).lookingAt()) {
                throw new IllegalArgumentException("The filter can't be read at character " + (at + 1) + ", before '"
                        + text.substring(at).strip() + "'");
            }
            for (Kind kind : List.of(Kind.TEXT, Kind.QUOTED, Kind.NUMBER, Kind.WORD, Kind.SIGN)) {
                String group = matcher.group(kind.name().toLowerCase(Locale.ROOT));
                if (group != null) {
                    tokens.add(new Token(kind, group, matcher.end() - group.length()));
                }
            }
            at = matcher.end();
        }
        tokens.add(new Token(Kind.END, "", text.length()));
        return tokens;
    }

    private RowFilter any() {
        List<RowFilter> parts = new ArrayList<>(List.of(all()));
        while (accept("OR")) {
            parts.add(all());
        }
        return parts.size() == 1 ? parts.get(0) : new RowFilter.Any(parts);
    }

    private RowFilter all() {
        List<RowFilter> parts = new ArrayList<>(List.of(one()));
        while (accept("AND")) {
            parts.add(one());
        }
        return parts.size() == 1 ? parts.get(0) : new RowFilter.All(parts);
    }

    private RowFilter one() {
        if (accept("NOT")) {
            return new RowFilter.Not(one());
        }
        if (accept("(")) {
            RowFilter within = any();
            demand(")");
            return within;
        }
        return comparison(column());
    }

    private RowFilter comparison(String column) {
        if (accept("IS")) {
            boolean negated = accept("NOT");
            demand("NULL");
            return negated ? new RowFilter.IsNotNull(column) : new RowFilter.IsNull(column);
        }
        if (accept("NOT")) {
            return new RowFilter.Not(range(column));
        }
        Comparison comparison = COMPARISONS.get(peek().text());
        if (comparison == null || peek().kind() != Kind.SIGN) {
            return range(column);
        }
        next++;
        return new RowFilter.Compare(column, comparison, value());
    }

    private RowFilter range(String column) {
        if (accept("BETWEEN")) {
            RowFilter least = RowFilter.atLeast(column, value());
            demand("AND");
            return least.and(RowFilter.atMost(column, value()));
        }
        if (!accept("IN")) {
            throw expected("a comparison (=, <>, <, <=, >, >=, IS NULL, IN, BETWEEN)");
        }
        demand("(");
        List<RowFilter> values = new ArrayList<>(List.of(RowFilter.equal(column, value())));
        while (accept(",")) {
            values.add(RowFilter.equal(column, value()));
        }
        demand(")");
        return new RowFilter.Any(values);
    }

    private String column() {
        Token token = peek();
        if (token.kind() == Kind.QUOTED) {
            next++;
            return token.text().substring(1, token.text().length() - 1);
        }
        if (token.kind() != Kind.WORD) {
            throw expected("a column");
        }
        next++;
        return token.text();
    }

    private Object value() {
        if (peek().is("DATE") || peek().is("TIMESTAMP")) {
            next++;
        }
        Token token = peek();
        boolean truth = token.is("true") || token.is("false");
        if (token.kind() == Kind.TEXT) {
            next++;
            return token.text().substring(1, token.text().length() - 1).replace("''", "'");
        }
        if (token.kind() == Kind.NUMBER || truth) {
            next++;
            return token.text();
        }
        throw expected("a value: a number, true, false, or a text in single quotes");
    }

    private Token peek() {
        return tokens.get(next);
    }

    private boolean accept(String word) {
        boolean there = peek().is(word);
        next += there ? 1 : 0;
        return there;
    }

    private void demand(String word) {
        if (!accept(word)) {
            throw expected(word);
        }
    }

    private IllegalArgumentException expected(String what) {
        Token token = peek();
        String found = token.kind() == Kind.END ? "the end" : "'" + token.text() + "'";
        return new IllegalArgumentException("The filter should have " + what + " at character " + (token.at() + 1)
                + ", and has " + found + ": " + source.strip());
    }
}
