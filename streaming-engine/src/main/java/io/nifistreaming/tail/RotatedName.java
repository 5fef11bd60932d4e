package io.nifistreaming.tail;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that rotation makes, as far as a name tells: {@code app.log.1}, {@code app.log-20260101.gz}. */
final class RotatedName {
    private static final Pattern NUMBER_OR_DATE = Pattern.compile("[._-][0-9][0-9._T:-]*$");

    private RotatedName() {}

    /** The name that the file had before, if that is one of those looked for. */
    static Optional<Path> original(Path file, Predicate<Path> isLookedFor) {
        String stripped = Form.stripped(file);
        Path uncompressed = file.resolveSibling(stripped);
        if (!uncompressed.equals(file) && isLookedFor.test(uncompressed)) {
            return Optional.of(uncompressed);
        }
        Matcher suffix = NUMBER_OR_DATE.matcher(stripped);
        return suffix.find() && suffix.start() > 0
                ? Optional.of(file.resolveSibling(stripped.substring(0, suffix.start())))
                        .filter(isLookedFor)
                : Optional.empty();
    }
}
