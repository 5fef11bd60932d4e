package io.nifistreaming.tail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The named groups of a regular expression; a group that took no part is null. */
final class RegexLineParser implements LineParser {
    private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");
    private static final int STEPS_PER_CHARACTER = 20;

    private final Pattern pattern;
    private final List<String> names;
    private final String timestampGroup;
    private final TimestampFormat format;

    RegexLineParser(String regex, String timestampGroup, TimestampFormat format) {
        LinePattern valid = LinePattern.of(regex);
        this.pattern = Pattern.compile(valid.regex());
        this.names = names(regex);
        this.timestampGroup = timestampGroup == null ? "" : timestampGroup;
        this.format = format;
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + regex + "' has no named group: write one for each field, such as (?<level>[A-Z]+)");
        }
        if (!this.timestampGroup.isEmpty() && !names.contains(this.timestampGroup)) {
            throw new IllegalArgumentException("'" + regex + "' has no group '" + timestampGroup
                    + "' to take the time from: its groups are " + names);
        }
    }

    @Override
    public ParsedLine parse(String line) {
        long enough = Math.max(BoundedText.STEPS, (long) STEPS_PER_CHARACTER * line.length());
        int steps = (int) Math.min(Integer.MAX_VALUE, enough);
        Matcher matcher = pattern.matcher(new BoundedText().of(line, steps));
        try {
            if (!matcher.find()) {
                return new ParsedLine.Unparsed("The regular expression isn't found in the line");
            }
        } catch (BoundedText.TooCostly | StackOverflowError e) {
            return new ParsedLine.Unparsed("The regular expression takes too many steps to search the line: write it"
                    + " with fewer nested repetitions");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name : names) {
            fields.put(name, matcher.group(name));
        }
        Object time = fields.get(timestampGroup);
        Optional<Instant> timestamp = time == null ? Optional.empty() : format.read(time.toString());
        return new ParsedLine.Parsed(fields, timestamp);
    }

    private static List<String> names(String regex) {
        List<String> names = new ArrayList<>();
        Matcher groups = NAMED_GROUP.matcher(regex);
        while (groups.find()) {
            if (isGroup(regex, groups.group(1))) {
                names.add(groups.group(1));
            }
        }
        return names;
    }

    /** What looks like a group may be quoted; only a real one can be referred to. */
    private static boolean isGroup(String regex, String name) {
        try {
            Pattern.compile(regex + "\\k<" + name + ">");
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
