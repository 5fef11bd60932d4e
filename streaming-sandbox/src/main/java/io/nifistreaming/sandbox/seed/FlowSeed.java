package io.nifistreaming.sandbox.seed;

import io.nifistreaming.sandbox.api.RegistryApi;
import io.nifistreaming.sandbox.flow.ComponentCatalogue;
import io.nifistreaming.sandbox.flow.FlowChange;
import io.nifistreaming.sandbox.flow.FlowDefinition;
import io.nifistreaming.sandbox.flow.FlowFolder;
import io.nifistreaming.sandbox.flow.FlowPublisher;
import io.nifistreaming.sandbox.flow.ForeignVersions;
import io.nifistreaming.sandbox.flow.PublishOutcome;
import io.nifistreaming.sandbox.flow.RegistryFlows;
import io.nifistreaming.sandbox.progress.Progress;
import io.nifistreaming.sandbox.progress.Progress.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes every flow under {@code flows/} to Registry: a new version only where the content changed, and over
 * somebody else's version only if that is wanted.
 */
public final class FlowSeed {
    private final FlowFolder folder;
    private final ComponentCatalogue catalogue;
    private final ForeignVersions foreign;
    private final Progress progress;

    /** @param catalogue of our NAR: it knows which property values are mere defaults */
    public FlowSeed(FlowFolder folder, ComponentCatalogue catalogue, ForeignVersions foreign, Progress progress) {
        this.folder = folder;
        this.catalogue = catalogue;
        this.foreign = foreign;
        this.progress = progress;
    }

    /** Publishes all flows; ends at the first that Registry refuses. */
    public List<PublishedFlow> publish(RegistryApi registry) {
        Stage stage = progress.begin("Publishing the flows to Registry");
        try {
            FlowPublisher publisher = new FlowPublisher(new RegistryFlows(registry), catalogue, foreign);
            List<PublishedFlow> published = new ArrayList<>();
            List<String> results = new ArrayList<>();
            for (FlowFolder.FlowFile file : folder.flows()) {
                stage.detail(file.bucket() + "/" + file.name());
                FlowDefinition definition = file.definition();
                PublishOutcome outcome = publisher.publish(file.bucket(), definition);
                published.add(new PublishedFlow(definition, outcome));
                results.add(definition.name() + " " + described(outcome));
            }
            if (published.stream().anyMatch(PublishedFlow::isKept)) {
                stage.warned(String.join(", ", results));
            } else {
                stage.done(results.isEmpty() ? "there are none" : String.join(", ", results));
            }
            return published;
        } catch (RuntimeException e) {
            stage.failed();
            throw e;
        }
    }

    private static String described(PublishOutcome outcome) {
        if (outcome instanceof PublishOutcome.Published published) {
            List<FlowChange> changes = published.changes();
            return "version " + published.version()
                    + (changes.isEmpty() ? "" : " (" + CanvasSeed.counted(changes.size(), "change") + ")");
        }
        return "version " + outcome.version()
                + (outcome instanceof PublishOutcome.Kept ? " (not ours, kept)" : " (unchanged)");
    }
}
