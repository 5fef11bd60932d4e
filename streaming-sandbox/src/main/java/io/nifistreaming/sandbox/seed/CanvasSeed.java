package io.nifistreaming.sandbox.seed;

import io.nifistreaming.sandbox.SandboxException;
import io.nifistreaming.sandbox.api.NifiApi;
import io.nifistreaming.sandbox.api.ProcessGroup;
import io.nifistreaming.sandbox.api.VersionControl;
import io.nifistreaming.sandbox.flow.ComponentCatalogue;
import io.nifistreaming.sandbox.flow.FlowChange;
import io.nifistreaming.sandbox.flow.FlowComponent;
import io.nifistreaming.sandbox.flow.FlowDefinition;
import io.nifistreaming.sandbox.flow.FlowDifference;
import io.nifistreaming.sandbox.flow.ParameterContext;
import io.nifistreaming.sandbox.flow.PublishOutcome;
import io.nifistreaming.sandbox.progress.Progress;
import io.nifistreaming.sandbox.progress.Progress.Stage;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings published flows onto NiFi's canvas, under version control, running, and compared with their files. A flow
 * that is there already changes to the newest version; one with local changes is left as it is, and named.
 */
public final class CanvasSeed {
    private static final String CLIENT = "NiFi Registry";

    /** What became of a flow on the canvas. */
    private enum Effect {
        IMPORTED("imported"),
        CHANGED("changed to a newer version"),
        AS_IT_WAS("as before"),
        LEFT("left as found");

        private final String text;

        Effect(String text) {
            this.text = text;
        }
    }

    private final NifiApi nifi;
    private final URI registry;
    private final ComponentCatalogue catalogue;
    private final Progress progress;
    private final String again;
    private final String over;

    /**
     * @param registry Registry's address as NiFi sees it
     * @param again the command that brings a flow once what hindered it is out of the way
     * @param over the command that publishes a flow over somebody else's version
     */
    public CanvasSeed(
            NifiApi nifi, URI registry, ComponentCatalogue catalogue, Progress progress, String again, String over) {
        this.nifi = nifi;
        this.registry = registry;
        this.catalogue = catalogue;
        this.progress = progress;
        this.again = again;
        this.over = over;
    }

    /**
     * @param parameters how the contexts come to NiFi
     * @return what a person should know: flows and parameters left alone, and why
     * @throws SandboxException if a flow has ghosts, does not start, or is not what its file says
     */
    public List<String> bring(List<PublishedFlow> flows, List<ParameterContext> contexts, ParameterSeed parameters) {
        Stage stage = progress.begin("Bringing the flows onto the canvas");
        try {
            stage.detail("Registry client");
            String client = nifi.versions().ensureClient(CLIENT, registry);
            stage.detail("parameter contexts");
            List<String> notes = new ArrayList<>(parameters.ensure(nifi.parameters(), contexts));
            String root = nifi.rootGroupId();
            Map<Effect, Integer> effects = new EnumMap<>(Effect.class);
            for (PublishedFlow flow : flows) {
                stage.detail(flow.name());
                effects.merge(bring(root, client, flow, stage, notes), 1, Integer::sum);
            }
            if (notes.isEmpty()) {
                stage.done(described(effects));
            } else {
                stage.warned(described(effects));
            }
            return notes;
        } catch (RuntimeException e) {
            stage.failed();
            throw e;
        }
    }

    /** For example: 4 flows running (1 imported, 3 as they were), 1 left as found. */
    private static String described(Map<Effect, Integer> effects) {
        List<String> parts = new ArrayList<>();
        effects.forEach((effect, count) -> {
            if (effect != Effect.LEFT) {
                parts.add(count + " " + effect.text);
            }
        });
        int left = effects.getOrDefault(Effect.LEFT, 0);
        int running = effects.values().stream().mapToInt(Integer::intValue).sum() - left;
        return counted(running, "flow") + " running" + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")")
                + (left == 0 ? "" : ", " + left + " left as found");
    }

    private Effect bring(String root, String client, PublishedFlow flow, Stage stage, List<String> notes) {
        List<ProcessGroup> groups = nifi.groups(root);
        VersionControl newest = VersionControl.of(
                client,
                flow.outcome().bucketId(),
                flow.outcome().flowId(),
                flow.outcome().version());
        Optional<ProcessGroup> present =
                groups.stream().filter(group -> shows(group, newest)).findFirst();
        Optional<String> obstacle = flow.outcome() instanceof PublishOutcome.Kept kept
                ? Optional.of(foreign(flow.name(), kept))
                : present.isPresent() ? localChanges(present.get(), newest, flow) : namesake(groups, newest, flow);
        if (obstacle.isPresent()) {
            notes.add(obstacle.get());
            return Effect.LEFT;
        }
        Effect effect = Effect.AS_IT_WAS;
        ProcessGroup group;
        if (present.isEmpty()) {
            stage.detail(flow.name() + ": importing version " + newest.version());
            CanvasPlace place = CanvasPlace.of(groups.size());
            group = nifi.versions().importVersion(root, newest, place.x(), place.y());
            bindContext(group, flow);
            effect = Effect.IMPORTED;
        } else {
            group = present.get();
            if (group.versionControl().map(VersionControl::version).orElse(0) != newest.version()) {
                stage.detail(flow.name() + ": changing to version " + newest.version());
                nifi.versions().change(group.id(), newest);
                effect = Effect.CHANGED;
            }
        }
        Activation activation = new Activation(nifi, group.id(), flow.name());
        activation.refuseGhosts();
        compare(group, flow);
        stage.detail(flow.name() + ": starting");
        activation.run();
        return effect;
    }

    private String foreign(String name, PublishOutcome.Kept kept) {
        List<FlowChange> changes = kept.changes();
        return "Version " + kept.version() + " of the flow '" + name + "' in Registry does not come from its file: it"
                + " was made by " + kept.maker() + ". The file differs from it ("
                + counted(changes.size(), "change") + (changes.isEmpty() ? "" : ", the first: " + changes.get(0))
                + ") and is not published over it; the canvas is left as it is. To take it into the file: ./sandbox"
                + " flows export " + name + ". To publish the file over it: " + over + ".";
    }

    private Optional<String> localChanges(ProcessGroup group, VersionControl newest, PublishedFlow flow) {
        List<String> changes = nifi.versions().localChanges(group.id());
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of("The flow '" + flow.name() + "' was changed on the canvas and is left as it is there ("
                        + counted(changes.size(), "change") + (changes.size() == 1 ? ": " : ", the first: ")
                        + changes.get(0) + "). What of it is to stay, ./sandbox flows export " + flow.name()
                        + " writes into the file first. Then on NiFi's page: right-click the group > Version > Revert"
                        + " local changes; then " + again + " brings version " + newest.version() + ".");
    }

    static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** What a kill in the middle of an import, or a person, left behind under the flow's name. */
    private Optional<String> namesake(List<ProcessGroup> groups, VersionControl newest, PublishedFlow flow) {
        return groups.stream()
                .filter(group -> group.name().equals(flow.name()))
                .findFirst()
                .map(group -> "The canvas has a group '" + group.name()
                        + "' that is not this flow under version control: it is left as it is, and nothing is imported"
                        + " beside it. Delete or rename it on NiFi's page; then " + again + " imports version "
                        + newest.version() + ".");
    }

    private static boolean shows(ProcessGroup group, VersionControl wanted) {
        return group.versionControl()
                .filter(control -> control.bucketId().equals(wanted.bucketId())
                        && control.flowId().equals(wanted.flowId()))
                .isPresent();
    }

    /** NiFi binds by name while it imports; where it did not, the flow's first context is bound here. */
    private void bindContext(ProcessGroup imported, PublishedFlow flow) {
        List<ParameterContext> wanted = flow.definition().parameterContexts();
        if (wanted.isEmpty() || nifi.group(imported.id()).parameterContextId().isPresent()) {
            return;
        }
        String name = wanted.get(0).name();
        String id = nifi.parameters()
                .find(name)
                .orElseThrow(() -> new SandboxException("The flow '" + flow.name() + "' wants the parameter context '"
                        + name + "', which no file in flows/parameters declares."));
        nifi.bindParameterContext(imported.id(), id);
    }

    /** NiFi takes a stock component with the one version of its bundle that it has. */
    private static Set<String> stockComponents(FlowDefinition flow) {
        return flow.components().stream()
                .filter(component ->
                        component.json().path("bundle").path("group").asText().equals("org.apache.nifi"))
                .map(FlowComponent::label)
                .collect(Collectors.toSet());
    }

    private void compare(ProcessGroup group, PublishedFlow flow) {
        FlowDefinition file = flow.definition();
        FlowDefinition canvas = FlowDefinition.of(nifi.download(group.id())).renamed(file.name());
        Set<String> stock = stockComponents(file);
        List<FlowChange> changes = FlowDifference.between(file, canvas, catalogue).stream()
                .filter(change -> !(change instanceof FlowChange.Changed changed
                        && changed.what().equals("bundle.version")
                        && stock.contains(changed.where())))
                .toList();
        if (!changes.isEmpty()) {
            throw new SandboxException("The canvas does not show what the file of '" + file.name() + "' says:\n  "
                    + String.join("\n  ", changes.stream().map(Object::toString).toList()));
        }
    }
}
