package io.nifistreaming.delta;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.Snapshot;
import io.delta.standalone.actions.Metadata;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;

/** A table by its path. One object a table and process: it keeps what it has read of the log. */
public final class DeltaTable {
    /** The protocol that the library writes. */
    private static final int WRITER = 2;

    private final Configuration configuration;
    private final String path;
    private final DeltaLog log;
    /** A table that becomes unwritable later is noticed when it is committed to. */
    private volatile boolean writable;

    private DeltaTable(Configuration configuration, String path) {
        this.configuration = configuration;
        this.path = path;
        this.log = DeltaLog.forTable(configuration, path);
    }

    /**
     * The table at the path, which need not exist yet.
     *
     * @throws IOException if its log can't be read
     * @throws UnsupportedTableException if it uses what this product does not know
     */
    public static DeltaTable at(Configuration configuration, String path) throws IOException {
        return guarded(configuration, path, () -> new DeltaTable(configuration, path));
    }

    public String path() {
        return path;
    }

    Configuration configuration() {
        return configuration;
    }

    DeltaLog log() {
        return log;
    }

    /** As it is now; fails as {@link #at} does. */
    public TableState state() throws IOException {
        return guarded(configuration, path, () -> state(log.update()));
    }

    /**
     * Refuses a table whose features this product can't write, before anything is written for it.
     *
     * @throws UnsupportedTableException with the features and what to do
     */
    void requireWritable() throws IOException {
        if (!writable && state().exists()) {
            TableProtocol protocol = TableProtocol.of(configuration, path);
            if (protocol.minWriter() > WRITER) {
                throw TableFeatures.unwritable(path, protocol);
            }
            writable = true;
        }
    }

    /** What no attempt to commit mends. */
    RuntimeException refusal(Exception failure) {
        if (!CommitFailures.isOfProtocol(failure)) {
            return CommitFailures.fatal(failure);
        }
        try {
            return TableFeatures.unwritable(path, TableProtocol.of(configuration, path));
        } catch (IOException unreadable) {
            failure.addSuppressed(unreadable);
            return CommitFailures.fatal(failure);
        }
    }

    /** Reads of the log; fails as {@link #at} does. */
    <T> T read(Callable<T> reading) throws IOException {
        return guarded(configuration, path, reading);
    }

    /** The library is of Scala, and throws IOException without a word of it in its signatures. */
    private static <T> T guarded(Configuration configuration, String path, Callable<T> read) throws IOException {
        try {
            return read.call();
        } catch (Exception failure) {
            if (CommitFailures.isOfProtocol(failure)) {
                throw TableFeatures.unreadable(path, TableProtocol.of(configuration, path));
            }
            throw CommitFailures.ofReading(path, failure);
        }
    }

    static TableState state(Snapshot snapshot) {
        if (snapshot.getVersion() < 0) {
            return TableState.ABSENT;
        }
        return state(snapshot.getVersion(), snapshot.getMetadata());
    }

    static TableState state(long version, Metadata metadata) {
        return new TableState(
                version,
                DeltaSchemas.fromDelta(metadata.getSchema()),
                List.copyOf(metadata.getPartitionColumns()),
                Map.copyOf(metadata.getConfiguration()));
    }

    /** What it holds of the sources now; nothing of those that are left out. */
    public Map<SourceId, Range> held(Collection<SourceId> sources) throws IOException {
        return guarded(configuration, path, () -> {
            log.update();
            OptimisticTransaction transaction = log.startTransaction();
            Map<SourceId, Range> held = new LinkedHashMap<>();
            for (SourceId source : sources) {
                HeldRanges.read(transaction, source).ifPresent(range -> held.put(source, range));
            }
            return held;
        });
    }
}
