package io.nifistreaming.delta;

import io.delta.standalone.actions.AddFile;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** A data file of a version of a table, as the log tells of it. Two are equal if they are the same file. */
public final class TableFile {
    private final AddFile added;

    TableFile(AddFile added) {
        this.added = added;
    }

    /** As the log has it: a URI, below the table as a rule. */
    public String path() {
        return added.getPath();
    }

    /** The text of each partition column's value; null stands for null. */
    public Map<String, String> partition() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(added.getPartitionValues()));
    }

    public long bytes() {
        return added.getSize();
    }

    public long modifiedMillis() {
        return added.getModificationTime();
    }

    /** A JSON object; nothing where the writer left none. */
    Optional<String> statistics() {
        return Optional.ofNullable(added.getStats()).filter(text -> !text.isBlank());
    }

    /** What the library knows it by, for commits that remove it. */
    AddFile added() {
        return added;
    }

    /** Where it lies. */
    Path in(String table) {
        return absolute(table, added.getPath());
    }

    static Path absolute(String table, String path) {
        return URI.create(path).isAbsolute()
                ? new Path(URI.create(path))
                : new Path(table + "/" + TablePaths.decoded(path));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TableFile file && file.path().equals(path());
    }

    @Override
    public int hashCode() {
        return path().hashCode();
    }

    @Override
    public String toString() {
        return path();
    }
}
