package io.nifistreaming.delta;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** The files below a table's directory, whether a version tells of them or not. */
final class TableFiles {
    /** Takes each data file. */
    interface Visitor {
        void visit(FileStatus file) throws IOException;
    }

    private final FileSystem system;
    private final Path table;

    TableFiles(DeltaTable table) throws IOException {
        Path path = new Path(table.path());
        this.system = path.getFileSystem(table.configuration());
        this.table = system.makeQualified(path);
    }

    FileSystem system() {
        return system;
    }

    /** The one form of a path by which files are compared. */
    String qualified(String pathInLog) {
        return system.makeQualified(TableFile.absolute(table.toString(), pathInLog))
                .toString();
    }

    String qualified(Path path) {
        return system.makeQualified(path).toString();
    }

    /** Visits what ends with {@code .parquet}, except in directories that are not for data, such as the log. */
    void visit(Visitor visitor) throws IOException {
        visit(table, visitor);
    }

    private void visit(Path directory, Visitor visitor) throws IOException {
        RemoteIterator<FileStatus> entries;
        try {
            entries = system.listStatusIterator(directory);
        } catch (FileNotFoundException vanished) {
            return;
        }
        while (entries.hasNext()) {
            FileStatus entry = entries.next();
            String name = entry.getPath().getName();
            boolean hidden = name.startsWith(".") || name.startsWith("_") && !name.contains("=");
            if (entry.isDirectory() && !hidden) {
                visit(entry.getPath(), visitor);
            } else if (entry.isFile() && !hidden && name.endsWith(".parquet")) {
                visitor.visit(entry);
            }
        }
    }
}
