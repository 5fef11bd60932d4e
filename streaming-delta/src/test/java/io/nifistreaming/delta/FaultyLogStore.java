package io.nifistreaming.delta;

import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Loses orders and answers on demand. For one thread. */
public final class FaultyLogStore extends LogStore {
    /** What happens to the next write of a version. */
    enum Fault {
        NONE,
        BEFORE_WRITE,
        AFTER_WRITE
    }

    static final Deque<Fault> FAULTS = new ArrayDeque<>();
    /** Run before the next write of a version, once. */
    static Runnable meanwhile = () -> {};

    private final LogStore store;

    public FaultyLogStore(Configuration configuration) {
        super(configuration);
        store = new LinkingLogStore(configuration);
    }

    @Override
    public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
            throws IOException {
        if (!path.getName().endsWith(".json")) {
            store.write(path, actions, overwrite, configuration);
            return;
        }
        Runnable between = meanwhile;
        meanwhile = () -> {};
        between.run();
        Fault fault = FAULTS.isEmpty() ? Fault.NONE : FAULTS.poll();
        if (fault == Fault.BEFORE_WRITE) {
            throw new IOException("the order was lost");
        }
        store.write(path, actions, overwrite, configuration);
        if (fault == Fault.AFTER_WRITE) {
            throw new IOException("the answer was lost");
        }
    }

    @Override
    public CloseableIterator<String> read(Path path, Configuration configuration) throws IOException {
        return store.read(path, configuration);
    }

    @Override
    public Iterator<FileStatus> listFrom(Path path, Configuration configuration) throws IOException {
        return store.listFrom(path, configuration);
    }

    @Override
    public Path resolvePathOnPhysicalStorage(Path path, Configuration configuration) throws IOException {
        return store.resolvePathOnPhysicalStorage(path, configuration);
    }

    @Override
    public Boolean isPartialWriteVisible(Path path, Configuration configuration) throws IOException {
        return store.isPartialWriteVisible(path, configuration);
    }
}
