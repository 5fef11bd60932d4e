package io.nifistreaming.tail;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that rotation makes, as far as a name tells: {@code app.log.1}, {@code app.log-20260101.gz}. */
final class RotatedName {
    private static final Pattern NUMBER_OR_DATE = Pattern.compile("[._-][0-9][0-9._T:-]*$");
    /** A number alone tells nothing there: {@code till-1.log} and {@code till-2.log} are of two tills. */
    private static final Pattern DATE_BEFORE_ENDING =
            Pattern.compile("[._-][0-9]{4}(-[0-9]{2}-|[0-9]{2})[0-9]{2}([._T-][0-9._T:-]*)?(?=[.][^.0-9]+$)");

    private RotatedName() {}

    /** The name that the file had before, if that is one of those looked for. */
    static Optional<Path> original(Path file, Predicate<Path> isLookedFor) {
        String stripped = Form.isForeign(file) ? foreign(file) : Form.stripped(file);
        Path uncompressed = file.resolveSibling(stripped);
        if (!uncompressed.equals(file) && isLookedFor.test(uncompressed)) {
            return Optional.of(uncompressed);
        }
        Matcher suffix = NUMBER_OR_DATE.matcher(stripped);
        Matcher date = DATE_BEFORE_ENDING.matcher(stripped);
        if (suffix.find() && suffix.start() > 0) {
            return Optional.of(file.resolveSibling(stripped.substring(0, suffix.start())))
                    .filter(isLookedFor);
        }
        return date.find() && date.start() > 0
                ? Optional.of(file.resolveSibling(date.replaceFirst(""))).filter(isLookedFor)
                : Optional.empty();
    }

    private static String foreign(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
