package io.nifistreaming.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** What the simulated tills and the web server have written: each line says in which run it was which. */
final class NumberedLines {
    private static final Pattern MARK = Pattern.compile("(?:(pos-\\d\\d) )?run=(\\d+)[ &]seq=(\\d+)");

    private final Path folder;

    /** @param series the log and its run: numbers go from 1 without gaps in each */
    record Line(String series, int number) {}

    /** @param folder the sandbox's {@code logs} */
    NumberedLines(Path folder) {
        this.folder = folder;
    }

    static Optional<Line> in(String text) {
        Matcher mark = MARK.matcher(text);
        return mark.find()
                ? Optional.of(new Line(
                        (mark.group(1) == null ? "access" : mark.group(1)) + "/" + mark.group(2),
                        Integer.parseInt(mark.group(3))))
                : Optional.empty();
    }

    Path till(int number) {
        return folder.resolve(String.format("pos_app/pos-%02d.log", number));
    }

    Path access() {
        return folder.resolve("nginx/access.log");
    }

    /**
     * The last number of each series that began at {@code since} or later, as the logs and their rotated and compressed
     * files tell it.
     *
     * @param since a time in milliseconds: runs are named after the time they began at
     */
    Map<String, Long> last(List<Path> logs, long since) {
        Map<String, Long> last = new TreeMap<>();
        for (Path log : logs) {
            try (Stream<Path> files = Files.list(log.getParent())) {
                for (Path file : files.filter(one -> isOf(log, one)).toList()) {
                    read(file, last);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        last.keySet().removeIf(series -> Long.parseLong(series.substring(series.indexOf('/') + 1)) < since);
        if (last.size() < logs.size()) {
            throw new AssertionError("Not each of " + logs + " was written to: " + last);
        }
        return last;
    }

    private static boolean isOf(Path log, Path file) {
        return file.getFileName().toString().startsWith(log.getFileName().toString());
    }

    private static void read(Path file, Map<String, Long> last) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                in(line).ifPresent(found -> last.merge(found.series(), (long) found.number(), Math::max));
            }
        } catch (NoSuchFileException rotatedMeanwhile) {
            // Under its new name it is read as well, or is too old to matter.
        }
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException beingRotated) {
            return 0;
        }
    }
}
