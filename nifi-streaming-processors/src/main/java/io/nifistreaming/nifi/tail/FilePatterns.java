package io.nifistreaming.nifi.tail;

import java.util.ArrayList;
import java.util.List;

/** Patterns of files with commas or line ends between them; a comma within braces is part of its pattern. */
final class FilePatterns {
    private FilePatterns() {}

    /** @throws IllegalArgumentException if there is none */
    static List<String> parse(String text) {
        List<String> patterns = new ArrayList<>();
        int depth = 0;
        StringBuilder pattern = new StringBuilder();
        for (char sign : (text + ",").toCharArray()) {
            depth += sign == '{' ? 1 : sign == '}' ? -1 : 0;
            if (sign == '\n' || sign == '\r' || sign == ',' && depth <= 0) {
                if (!pattern.toString().isBlank()) {
                    patterns.add(pattern.toString().strip());
                }
                pattern.setLength(0);
                depth = 0;
            } else {
                pattern.append(sign);
            }
        }
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("it names no file: give a pattern, such as /var/log/app/*.log");
        }
        return patterns;
    }
}
