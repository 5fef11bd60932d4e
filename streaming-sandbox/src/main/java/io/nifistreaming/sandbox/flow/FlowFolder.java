package io.nifistreaming.sandbox.flow;

import io.nifistreaming.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder {@code flows/}: one folder a bucket of NiFi Registry, in it one JSON file a flow. Beside the buckets lie
 * {@code parameters/}, {@code schemas/} and {@code stock/}, which are not published.
 */
public final class FlowFolder {
    private static final Set<String> NO_BUCKETS = Set.of("parameters", "schemas", "stock", "rules", "src", "target");
    private static final String SUFFIX = ".json";

    private final Path folder;

    private FlowFolder(Path folder) {
        this.folder = folder;
    }

    /** @throws SandboxException if there is no such folder */
    public static FlowFolder at(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new SandboxException("There is no folder " + folder + " with flows in it.");
        }
        return new FlowFolder(folder);
    }

    /**
     * A flow to publish.
     *
     * @param bucket Registry's bucket, the folder's name
     * @param name Registry's name of the flow, the file's name
     */
    public record FlowFile(String bucket, String name, Path path) {
        public FlowDefinition definition() {
            return FlowDefinition.read(path);
        }
    }

    /** The flows to publish, in the order of buckets and names. */
    public List<FlowFile> flows() {
        List<FlowFile> flows = new ArrayList<>();
        for (Path bucket : list(folder)) {
            String name = bucket.getFileName().toString();
            if (Files.isDirectory(bucket) && !NO_BUCKETS.contains(name)) {
                flowsIn(bucket).forEach(file -> flows.add(new FlowFile(name, stem(file), file)));
            }
        }
        return flows;
    }

    /** Flows in stock parts, for installations that do not want our NAR: checked, never published. */
    public List<Path> stockFlows() {
        Optional<Path> allowList = stockAllowList();
        return flowsIn(folder.resolve("stock")).stream()
                .filter(file -> !Optional.of(file).equals(allowList))
                .toList();
    }

    /** What stock components the stock flows may use. */
    public Optional<Path> stockAllowList() {
        return Optional.of(folder.resolve("stock/allowed-components.json")).filter(Files::isRegularFile);
    }

    /** What flows to publish may use: the components of our NAR, and the stock ones that are allowed beside them. */
    public ComponentCatalogue catalogue(Path nar) {
        ComponentCatalogue ours = ComponentCatalogue.ofNar(nar);
        Path allowed = folder.resolve("allowed-components.json");
        return Files.isRegularFile(allowed) ? ours.allowing(allowed) : ours;
    }

    /** The file with an environment's parameter contexts, for example {@code sandbox}. */
    public Path parameters(String environment) {
        return folder.resolve("parameters").resolve(environment + SUFFIX);
    }

    /** The environments that parameter contexts are declared for. */
    public List<String> environments() {
        return flowsIn(folder.resolve("parameters")).stream()
                .map(FlowFolder::stem)
                .toList();
    }

    public Path topics() {
        return folder.resolve("topics.yaml");
    }

    private static List<Path> flowsIn(Path bucket) {
        return Files.isDirectory(bucket)
                ? list(bucket).stream()
                        .filter(file -> file.toString().endsWith(SUFFIX))
                        .toList()
                : List.of();
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new SandboxException("Cannot list " + folder + ": " + FlowJson.reason(e), e);
        }
    }
}
