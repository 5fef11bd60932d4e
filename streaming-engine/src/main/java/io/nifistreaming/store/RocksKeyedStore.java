package io.nifistreaming.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * A {@link KeyedStore} in RocksDB files: one directory, one process.
 *
 * <p>Memory outside the heap is bounded by {@link RocksSettings}. Calls after {@link #close()} are refused here, since
 * RocksDB itself would take the whole JVM down.
 */
public final class RocksKeyedStore implements KeyedStore {
    private final Path directory;
    private final RocksSettings settings;
    private final RocksDB database;
    private final WriteOptions survivesProcess = new WriteOptions().setSync(false);
    private final WriteOptions survivesPower = new WriteOptions().setSync(true);
    private final ReadWriteLock lifetime = new ReentrantReadWriteLock();
    private boolean closed;

    private RocksKeyedStore(Path directory, RocksSettings settings, RocksDB database) {
        this.directory = directory;
        this.settings = settings;
        this.database = database;
    }

    /**
     * Opens the store, creating directory and files where absent.
     *
     * @param directory for this store alone
     * @param memoryBytes how much memory outside the heap caches and write buffers may take together
     * @throws StoreException if the directory is in use, damaged or unusable
     */
    public static RocksKeyedStore open(Path directory, long memoryBytes) {
        loadLibrary();
        try {
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new StoreException(
                    StoreException.Kind.UNUSABLE,
                    "Can't create the store directory " + directory + ": " + failure
                            + ". Check the path and its permissions.",
                    failure);
        }
        RocksSettings settings = RocksSettings.within(memoryBytes);
        try {
            return new RocksKeyedStore(directory, settings, RocksDB.open(settings.options(), directory.toString()));
        } catch (RocksDBException failure) {
            settings.close();
            throw StoreFailures.of(directory, "open", failure);
        }
    }

    private static void loadLibrary() {
        try {
            RocksDB.loadLibrary();
        } catch (RuntimeException | UnsatisfiedLinkError failure) {
            throw new StoreException(
                    StoreException.Kind.UNUSABLE,
                    "Can't load RocksDB's native library: " + failure.getMessage()
                            + ". It is shipped for Linux (glibc), macOS and Windows, and is unpacked into"
                            + " java.io.tmpdir, which must be writable and not mounted noexec.",
                    failure);
        }
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        Lock open = enter();
        try {
            return Optional.ofNullable(database.get(key));
        } catch (RocksDBException failure) {
            throw StoreFailures.of(directory, "read", failure);
        } finally {
            open.unlock();
        }
    }

    @Override
    public void write(Batch batch, Durability durability) {
        Lock open = enter();
        try (WriteBatch changes = new WriteBatch()) {
            for (Batch.Change change : batch.changes()) {
                if (change instanceof Batch.Put put) {
                    changes.put(put.key(), put.value());
                } else {
                    changes.delete(change.key());
                }
            }
            database.write(durability == Durability.POWER ? survivesPower : survivesProcess, changes);
        } catch (RocksDBException failure) {
            throw StoreFailures.of(directory, "write to", failure);
        } finally {
            open.unlock();
        }
    }

    @Override
    public void scan(byte[] prefix, Visitor visitor) {
        Lock open = enter();
        try (RocksIterator entries = database.newIterator()) {
            entries.seek(prefix);
            boolean goOn = true;
            while (goOn && entries.isValid() && startsWith(entries.key(), prefix)) {
                goOn = visitor.visit(entries.key(), entries.value());
                entries.next();
            }
            entries.status();
        } catch (RocksDBException failure) {
            throw StoreFailures.of(directory, "read", failure);
        } finally {
            open.unlock();
        }
    }

    @Override
    public void close() {
        lifetime.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            database.closeE();
        } catch (RocksDBException failure) {
            throw StoreFailures.of(directory, "close", failure);
        } finally {
            survivesProcess.close();
            survivesPower.close();
            settings.close();
            lifetime.writeLock().unlock();
        }
    }

    private Lock enter() {
        Lock open = lifetime.readLock();
        open.lock();
        if (closed) {
            open.unlock();
            throw new IllegalStateException("The store in " + directory + " is closed");
        }
        return open;
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
