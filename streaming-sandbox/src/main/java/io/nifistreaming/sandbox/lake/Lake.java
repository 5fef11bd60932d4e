package io.nifistreaming.sandbox.lake;

import io.nifistreaming.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder below which the tables are. */
public final class Lake {
    private static final int DEPTH = 5;

    private final Path folder;

    public Lake(Path folder) {
        this.folder = folder;
    }

    /** All tables, by their names. */
    public List<LakeTable> tables() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.find(folder, DEPTH, (path, file) -> file.isDirectory() && isTable(path))) {
            return found.sorted()
                    .map(path -> new LakeTable(folder.relativize(path).toString(), path))
                    .toList();
        } catch (IOException unreadable) {
            throw new SandboxException("The lake " + folder + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static boolean isTable(Path path) {
        return Files.isDirectory(path.resolve("_delta_log"));
    }

    /**
     * The table of that name, or the only one whose name ends with it.
     *
     * @throws SandboxException if there is none, or more than one
     */
    public LakeTable table(String name) {
        List<LakeTable> all = tables();
        List<LakeTable> meant = all.stream()
                .filter(table -> table.name().equals(name) || table.name().endsWith("/" + name))
                .toList();
        for (LakeTable table : meant) {
            if (table.name().equals(name)) {
                return table;
            }
        }
        if (meant.size() != 1) {
            List<String> names = (meant.isEmpty() ? all : meant)
                    .stream().map(LakeTable::name).toList();
            throw new SandboxException(
                    meant.isEmpty()
                            ? "There is no table '" + name + "' in " + folder
                                    + (names.isEmpty()
                                            ? ", and no other yet: start the flow lakehouse."
                                            : ": there are " + String.join(", ", names) + ".")
                            : "'" + name + "' may be " + String.join(" or ", names) + ": say which.");
        }
        return meant.get(0);
    }
}
