package io.nifistreaming.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A measurement as a page of Markdown: what was measured, on what, and each beside the first of its table. */
public final class Report {
    private final String title;
    private final Machine before;
    private final Instant begun;
    private final List<String> body = new ArrayList<>();

    /**
     * @param before the machine as it was before the first run
     * @param begun when that was
     */
    public Report(String title, Machine before, Instant begun) {
        this.title = title;
        this.before = before;
        this.begun = begun;
    }

    public Report paragraph(String text) {
        body.add(text + "\n");
        return this;
    }

    /**
     * Adds a table.
     *
     * @param unit what is counted, in the plural: {@code records}
     * @param contenders the first is the peer that the others are compared with
     */
    public Report table(String heading, String unit, List<Contender> contenders) {
        StringBuilder table = new StringBuilder("## " + heading + "\n\n");
        table.append("| Case | ")
                .append(unit)
                .append("/s (median) | slowest – fastest | CPU µs each | × the first |\n");
        table.append("|---|---:|---:|---:|---:|\n");
        for (Contender contender : contenders) {
            table.append(row(contender, contenders.get(0)));
        }
        body.add(table.toString());
        return this;
    }

    private static String row(Contender contender, Contender peer) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s – %s | %.2f | %.2f |%n",
                contender.name(),
                number(contender.perSecond()),
                number(contender.slowest()),
                number(contender.fastest()),
                contender.cpuMicros(),
                contender.timesFasterThan(peer));
    }

    private static String number(double value) {
        return value < 100 ? String.format(Locale.ROOT, "%.1f", value) : String.format(Locale.ROOT, "%,.0f", value);
    }

    /** @param after the machine when all was done */
    public String markdown(Machine after) {
        String load =
                String.format(Locale.ROOT, "load average %.2f before and %.2f after", before.load(), after.load());
        return "# " + title + "\n\n" + begun.truncatedTo(ChronoUnit.SECONDS) + " · " + before.line() + " · " + load
                + "\n\n" + String.join("\n", body);
    }

    /** Writes the page to a folder, which is made if need be. Returns the file. */
    public Path write(Path folder, String name, Machine after) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(name + ".md"), markdown(after));
    }
}
