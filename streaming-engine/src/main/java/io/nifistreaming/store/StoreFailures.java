package io.nifistreaming.store;

import java.nio.file.Path;
import java.util.Locale;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** The one place that knows what RocksDB's failures mean. */
final class StoreFailures {
    private StoreFailures() {}

    static StoreException of(Path directory, String action, RocksDBException failure) {
        if (isLockConflict(failure)) {
            return new StoreException(
                    StoreException.Kind.IN_USE,
                    "Can't " + action + " the store in " + directory + ": another process or component has it open. "
                            + "Give each component a directory of its own, or stop the other one.",
                    failure);
        }
        if (isCorruption(failure)) {
            return new StoreException(
                    StoreException.Kind.CORRUPT,
                    "Can't " + action + " the store in " + directory + ": its files are damaged ("
                            + failure.getMessage() + "). Move the directory away to start with an empty store; what it"
                            + " remembered is then learned anew under a new generation.",
                    failure);
        }
        return new StoreException(
                StoreException.Kind.UNUSABLE,
                "Can't " + action + " the store in " + directory + ": " + failure.getMessage()
                        + ". Check that the directory is writable and that the disk has room.",
                failure);
    }

    private static boolean isLockConflict(RocksDBException failure) {
        String message = text(failure);
        return codeOf(failure) == Status.Code.IOError
                && (message.contains("while lock file") || message.contains("lock hold by current process"));
    }

    private static boolean isCorruption(RocksDBException failure) {
        String message = text(failure);
        return codeOf(failure) == Status.Code.Corruption
                || message.contains("corruption")
                || message.contains("does not exist (create_if_missing is false)")
                || message.contains("current file");
    }

    private static Status.Code codeOf(RocksDBException failure) {
        return failure.getStatus() == null ? null : failure.getStatus().getCode();
    }

    private static String text(RocksDBException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    }
}
