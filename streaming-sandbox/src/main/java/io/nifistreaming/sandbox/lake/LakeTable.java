package io.nifistreaming.sandbox.lake;

import io.nifistreaming.delta.DeltaTable;
import io.nifistreaming.delta.FilterText;
import io.nifistreaming.delta.ReadPlan;
import io.nifistreaming.delta.RowJson;
import io.nifistreaming.delta.RowSource;
import io.nifistreaming.delta.TableDescription;
import io.nifistreaming.delta.TableHistory;
import io.nifistreaming.delta.TableReader;
import io.nifistreaming.delta.TableSnapshot;
import io.nifistreaming.delta.TableTime;
import io.nifistreaming.delta.UnsupportedTableException;
import io.nifistreaming.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/** A table, as people look at it. */
public final class LakeTable {
    private static final String LINE = "%-32s version %6d %10s rows %6d files %10s  %s";

    /**
     * What somebody wants to see.
     *
     * @param version that is meant; null for none
     * @param at when it was the newest; null for now
     * @param columns that are wanted; none for all
     * @param filter in the words of SQL; blank for all rows
     */
    public record Question(Long version, Instant at, List<String> columns, String filter, long mostRows) {
        TableTime time() {
            if (version != null) {
                return new TableTime.Version(version);
            }
            return at == null ? new TableTime.Now() : new TableTime.At(at);
        }
    }

    private final String name;
    private final Path path;

    LakeTable(String name, Path path) {
        this.name = name;
        this.path = path;
    }

    public String name() {
        return name;
    }

    /** What it is, in one line. */
    public String summary() {
        return read(() -> TableDescription.of(table())
                .map(told -> String.format(
                        Locale.ROOT,
                        LINE,
                        name,
                        told.version(),
                        told.rows().isPresent() ? String.valueOf(told.rows().getAsLong()) : "?",
                        told.files(),
                        size(told.bytes()),
                        told.modified()))
                .orElse(name));
    }

    private static String size(long bytes) {
        return bytes < 10 << 20 ? (bytes >> 10) + " KB" : (bytes >> 20) + " MB";
    }

    /** Its versions, a line each, the newest first. */
    public List<String> history(int most) {
        return read(() -> TableHistory.of(table(), most).stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%6d  %-24s  %-8s  %s %s",
                        entry.version(),
                        entry.time(),
                        entry.operation(),
                        entry.metrics(),
                        entry.parameters()))
                .toList());
    }

    /**
     * Hands over its rows as lines of JSON; returns what is to be said of them.
     *
     * @throws IllegalArgumentException if it has no such column, or the filter can't be read
     */
    public String rows(Question question, Consumer<String> to) {
        return read(() -> {
            TableReader.Found found = new TableReader(table()).find(question.time());
            if (found instanceof TableReader.Found.Nothing nothing) {
                throw new SandboxException(nothing.reason() + ".");
            }
            TableSnapshot snapshot = ((TableReader.Found.Version) found).snapshot();
            ReadPlan all = snapshot.plan().withFilter(FilterText.parse(question.filter()));
            ReadPlan plan = question.columns().isEmpty() ? all : all.withColumns(question.columns());
            RowJson json = new RowJson(plan.columns());
            long count = 0;
            try (RowSource rows = snapshot.rows(plan)) {
                Object[] row = rows.next();
                for (; row != null && count < question.mostRows(); row = rows.next()) {
                    to.accept(json.line(row));
                    count++;
                }
                String more = row == null ? "" : ", and there are more (-n)";
                return count + " rows of version " + snapshot.version() + more;
            }
        });
    }

    private DeltaTable table() throws IOException {
        return DeltaTable.at(new Configuration(), path.toUri().toString());
    }

    private <T> T read(Callable<T> reading) {
        try {
            return reading.call();
        } catch (IOException | UnsupportedTableException unreadable) {
            throw new SandboxException("Table " + name + " can't be read: " + unreadable.getMessage(), unreadable);
        } catch (RuntimeException told) {
            throw told;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
