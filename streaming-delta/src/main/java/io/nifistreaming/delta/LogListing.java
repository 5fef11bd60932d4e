package io.nifistreaming.delta;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Which versions the log still tells of.
 *
 * @param versions when each came, of those whose own file is there
 * @param checkpoints the file of each checkpoint, or the first of its parts
 */
record LogListing(NavigableMap<Long, Instant> versions, NavigableMap<Long, Path> checkpoints) {
    private static final Pattern VERSION = Pattern.compile("(\\d{20})\\.json");
    private static final Pattern CHECKPOINT =
            Pattern.compile("(\\d{20})\\.checkpoint\\.(parquet|0*1\\.\\d+\\.parquet|[0-9a-f-]+\\.(json|parquet))");

    /** Empty where there is no table. */
    static LogListing of(DeltaTable table) throws IOException {
        return of(table.configuration(), table.path());
    }

    static LogListing of(Configuration configuration, String table) throws IOException {
        Path log = new Path(table, "_delta_log");
        NavigableMap<Long, Instant> versions = new TreeMap<>();
        NavigableMap<Long, Path> checkpoints = new TreeMap<>();
        FileSystem system = log.getFileSystem(configuration);
        FileStatus[] files;
        try {
            files = system.listStatus(log);
        } catch (FileNotFoundException none) {
            files = new FileStatus[0];
        }
        for (FileStatus file : files) {
            String name = file.getPath().getName();
            Matcher version = VERSION.matcher(name);
            if (version.matches()) {
                versions.put(Long.valueOf(version.group(1)), Instant.ofEpochMilli(file.getModificationTime()));
            }
            Matcher checkpoint = CHECKPOINT.matcher(name);
            if (checkpoint.matches()) {
                checkpoints.put(Long.valueOf(checkpoint.group(1)), file.getPath());
            }
        }
        return new LogListing(versions, checkpoints);
    }

    boolean isEmpty() {
        return versions.isEmpty();
    }

    long newest() {
        return versions.lastKey();
    }

    /** The oldest version that can be put together still: from the beginning, or from a checkpoint. */
    long oldest() {
        long first = versions.firstKey();
        long since = versions.lastKey();
        // Of what lies before a gap nothing later can be put together.
        while (since > first && versions.containsKey(since - 1)) {
            since--;
        }
        if (since == 0) {
            return 0;
        }
        Long checkpoint = checkpoints.ceilingKey(since - 1);
        return checkpoint == null ? since : checkpoint;
    }
}
