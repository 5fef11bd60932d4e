package io.nifistreaming.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

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
        return beside(
                heading,
                List.of(
                        new Column(unit + "/s (median)", (contender, first) -> number(contender.perSecond())),
                        new Column(
                                "slowest – fastest",
                                (contender, first) ->
                                        number(contender.slowest()) + " – " + number(contender.fastest())),
                        new Column("CPU µs each", (contender, first) -> decimals(contender.cpuMicros())),
                        new Column("× the first", (contender, first) -> decimals(contender.timesFasterThan(first)))),
                contenders);
    }

    /** Adds a table of runs that counted bytes; a line has so many on average. */
    public Report throughput(String heading, double bytesALine, List<Contender> contenders) {
        return beside(
                heading,
                List.of(
                        new Column("MB/s (median)", (contender, first) -> number(contender.perSecond() / 1e6)),
                        new Column(
                                "slowest – fastest",
                                (contender, first) ->
                                        number(contender.slowest() / 1e6) + " – " + number(contender.fastest() / 1e6)),
                        new Column("lines/s", (contender, first) -> number(contender.perSecond() / bytesALine)),
                        // Microseconds for one byte are a thousand seconds for a GB.
                        new Column("CPU s per GB", (contender, first) -> decimals(contender.cpuMicros() * 1e3)),
                        new Column("× the first", (contender, first) -> decimals(contender.timesFasterThan(first)))),
                contenders);
    }

    /** Adds a table of measures that have nothing in common. */
    public Report table(String heading, List<String> titles, List<List<String>> rows) {
        StringBuilder table = new StringBuilder("## " + heading + "\n\n");
        table.append("| ").append(String.join(" | ", titles)).append(" |\n|---|");
        table.append("---:|".repeat(titles.size() - 1)).append('\n');
        rows.forEach(row -> table.append("| ").append(String.join(" | ", row)).append(" |\n"));
        body.add(table.toString());
        return this;
    }

    /** What a row says under a title, of one contender beside the first. */
    private record Column(String title, BiFunction<Contender, Contender, String> cell) {}

    private Report beside(String heading, List<Column> columns, List<Contender> contenders) {
        StringBuilder table = new StringBuilder("## " + heading + "\n\n| Case |");
        columns.forEach(column -> table.append(' ').append(column.title()).append(" |"));
        table.append("\n|---|").append("---:|".repeat(columns.size())).append('\n');
        for (Contender contender : contenders) {
            table.append("| ").append(contender.name()).append(" |");
            for (Column column : columns) {
                table.append(' ')
                        .append(column.cell().apply(contender, contenders.get(0)))
                        .append(" |");
            }
            table.append('\n');
        }
        body.add(table.toString());
        return this;
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
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
