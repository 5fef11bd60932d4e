package io.nifistreaming.sandbox.layout;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Maven's output for what a waiting person wants to know. */
final class MavenLine {
    private static final Pattern DOWNLOADED = Pattern.compile("Downloaded from \\S+: \\S*/([^/ ]+) \\(([^)]*)\\)");
    private static final Pattern BUILDING = Pattern.compile("Building (\\S+) .*\\[(\\d+)/(\\d+)]");

    private MavenLine() {}

    /** What the line says about progress, for example {@code nifi-server-nar-1.16.3.nar (60 MB at 12 MB/s)}. */
    static Optional<String> news(String line) {
        Matcher downloaded = DOWNLOADED.matcher(line);
        if (downloaded.find() && !downloaded.group(1).endsWith(".pom")) {
            return Optional.of("downloaded " + downloaded.group(1) + " (" + downloaded.group(2) + ")");
        }
        Matcher building = BUILDING.matcher(line);
        if (building.find()) {
            return Optional.of(building.group(1) + " (" + building.group(2) + " of " + building.group(3) + ")");
        }
        return Optional.empty();
    }

    static boolean isError(String line) {
        return line.startsWith("[ERROR]");
    }
}
