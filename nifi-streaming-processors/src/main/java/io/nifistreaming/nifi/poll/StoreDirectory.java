package io.nifistreaming.nifi.poll;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether the store can be made where it is wanted, as far as that can be told without making anything. */
final class StoreDirectory {
    private StoreDirectory() {}

    static Optional<String> objection(Path directory) {
        Path there = directory;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null) {
            return told(directory, "nothing of its path exists", "name one on a disk of this machine");
        }
        if (!Files.isDirectory(there)) {
            return told(directory, there + " is a file", "name another directory");
        }
        if (!Files.isWritable(there)) {
            return told(
                    directory, "NiFi's user may not write to " + there, "grant that right, or name another directory");
        }
        return Optional.empty();
    }

    private static Optional<String> told(Path directory, String cause, String remedy) {
        return Optional.of("'" + PollProperties.STORE_DIRECTORY.getName() + "' " + directory + " can't be used, since "
                + cause + ": " + remedy);
    }
}
