package io.nifistreaming.sandbox.layout;

import io.nifistreaming.sandbox.SandboxException;
import io.nifistreaming.sandbox.progress.Progress;
import io.nifistreaming.sandbox.progress.Progress.Stage;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A set of programs that Maven lays out from poms kept as resources. The result is a list of files in Maven's own
 * repository per module, so several sandboxes share one copy; it is made once, and again when a pom changed or a file
 * has gone.
 */
public final class Layouts {
    /** Of all that Maven fetches into an empty repository. */
    private static final long DOWNLOAD_MEGABYTES = 1_200;

    private final Path cache;
    private final Path java;
    private final String set;
    private final List<String> modules;

    private Layouts(Path cache, Path java, String set, List<String> modules) {
        this.cache = cache;
        this.java = java;
        this.set = set;
        this.modules = modules;
    }

    /** NiFi 1.16.3 and NiFi Registry 0.8.0. */
    public static Layouts standard(Path root, Path java) {
        List<String> modules =
                List.of("nifi-1.16.3", "nifi-1.16.3-bootstrap", "nifi-1.16.3-record-services", "registry-0.8.0");
        return new Layouts(root.resolve("streaming-sandbox/target/layouts"), java, "layouts", modules);
    }

    /** NiFi 2.3.0, for tests. */
    public static Layouts nifiTwo(Path root, Path java) {
        Path cache = root.resolve("streaming-sandbox/target/layouts-nifi2");
        return new Layouts(cache, java, "layouts-nifi2", List.of("nifi-2.3.0"));
    }

    /**
     * Any other set.
     *
     * @param cache where it is laid out
     * @param set the resource folder that holds its {@code pom.xml} and one folder with a pom for each module
     */
    public static Layouts of(Path cache, Path java, String set, List<String> modules) {
        return new Layouts(cache, java, set, List.copyOf(modules));
    }

    /**
     * What a module consists of: its artifacts, and the NAR that it packages itself, if it does. Call
     * {@link #ensure} before.
     */
    public List<Path> files(String module) {
        Path target = cache.resolve(module).resolve("target");
        List<Path> files = new ArrayList<>();
        try {
            Path list = target.resolve("files.txt");
            if (Files.exists(list)) {
                String[] names = Files.readString(list).strip().split(File.pathSeparator, -1);
                Arrays.stream(names)
                        .filter(name -> !name.isEmpty())
                        .map(Path::of)
                        .forEach(files::add);
            }
            if (Files.isDirectory(target)) {
                try (Stream<Path> entries = Files.list(target)) {
                    entries.filter(path -> path.toString().endsWith(".nar")).forEach(files::add);
                }
            }
        } catch (IOException e) {
            throw new SandboxException("Cannot look into " + target + ": " + e.getMessage(), e);
        }
        return files;
    }

    /** Makes the lay-out if it is missing or old; quick and silent otherwise. */
    public void ensure(Progress progress) {
        if (current()) {
            return;
        }
        Stage stage = progress.begin("Fetching NiFi, NiFi Registry and what they need");
        try {
            Files.createDirectories(cache);
            // Two sandboxes may come up at the same time, in two processes.
            try (FileChannel channel = FileChannel.open(
                            cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid() || !current()) {
                    make(stage);
                }
            }
            stage.done(modules.size() + " lay-outs");
        } catch (IOException e) {
            stage.failed();
            throw new SandboxException("Cannot write the lay-outs in " + cache + ": " + e.getMessage(), e);
        } catch (SandboxException e) {
            stage.failed();
            throw e;
        }
    }

    /** What {@link #ensure} may have to download, in megabytes; 0 where all is laid out. */
    public long megabytesToFetch() {
        return current() ? 0 : DOWNLOAD_MEGABYTES;
    }

    private void make(Stage stage) throws IOException {
        Files.deleteIfExists(stampFile());
        write("pom.xml");
        for (String module : modules) {
            write(module + "/pom.xml");
        }
        new Maven().packageIn(cache, java, stage);
        Files.writeString(stampFile(), stamp());
    }

    private void write(String name) throws IOException {
        Path file = cache.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, Template.resource("/" + set + "/" + name));
    }

    private boolean current() {
        try {
            return Files.exists(stampFile())
                    && Files.readString(stampFile()).equals(stamp())
                    && modules.stream().allMatch(this::complete);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean complete(String module) {
        List<Path> files = files(module);
        return !files.isEmpty() && files.stream().allMatch(Files::exists);
    }

    private Path stampFile() {
        return cache.resolve("stamp");
    }

    private String stamp() {
        List<String> inputs = new ArrayList<>();
        inputs.add(Template.resource("/" + set + "/pom.xml"));
        for (String module : modules) {
            inputs.add(Template.resource("/" + set + "/" + module + "/pom.xml"));
        }
        return Stamp.of(inputs);
    }
}
