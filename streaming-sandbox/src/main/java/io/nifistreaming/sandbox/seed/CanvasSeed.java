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
import io.nifistreaming.sandbox.progress.Progress;
import io.nifistreaming.sandbox.progress.Progress.Stage;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
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

    private final NifiApi nifi;
    private final URI registry;
    private final ComponentCatalogue catalogue;
    private final Progress progress;
    private final String again;

    /**
     * @param registry Registry's address as NiFi sees it
     * @param again the command that brings a flow once what hindered it is out of the way
     */
    public CanvasSeed(NifiApi nifi, URI registry, ComponentCatalogue catalogue, Progress progress, String again) {
        this.nifi = nifi;
        this.registry = registry;
        this.catalogue = catalogue;
        this.progress = progress;
        this.again = again;
    }

    /**
     * @param secrets values of sensitive parameters by name; others get random ones
     * @return what a person should know: flows left alone, and why
     * @throws SandboxException if a flow has ghosts, does not start, or is not what its file says
     */
    public List<String> bring(List<PublishedFlow> flows, List<ParameterContext> contexts, Map<String, String> secrets) {
        Stage stage = progress.begin("Bringing the flows onto the canvas");
        try {
            stage.detail("Registry client");
            String client = nifi.versions().ensureClient(CLIENT, registry);
            stage.detail("parameter contexts");
            new Contexts(secrets, new SecureRandom()).ensure(nifi.parameters(), contexts);
            String root = nifi.rootGroupId();
            List<String> notes = new ArrayList<>();
            for (PublishedFlow flow : flows) {
                stage.detail(flow.name());
                bring(root, client, flow, stage).ifPresent(notes::add);
            }
            String running = counted(flows.size() - notes.size(), "flow") + " brought and running";
            if (notes.isEmpty()) {
                stage.done(running);
            } else {
                stage.warned(running + ", " + counted(notes.size(), "flow") + " left as found");
            }
            return notes;
        } catch (RuntimeException e) {
            stage.failed();
            throw e;
        }
    }

    private Optional<String> bring(String root, String client, PublishedFlow flow, Stage stage) {
        List<ProcessGroup> groups = nifi.groups(root);
        VersionControl newest = VersionControl.of(
                client,
                flow.outcome().bucketId(),
                flow.outcome().flowId(),
                flow.outcome().version());
        Optional<ProcessGroup> present =
                groups.stream().filter(group -> shows(group, newest)).findFirst();
        Optional<String> obstacle =
                present.isPresent() ? localChanges(present.get(), newest, flow) : namesake(groups, newest, flow);
        if (obstacle.isPresent()) {
            return obstacle;
        }
        ProcessGroup group;
        if (present.isEmpty()) {
            stage.detail(flow.name() + ": importing version " + newest.version());
            CanvasPlace place = CanvasPlace.of(groups.size());
            group = nifi.versions().importVersion(root, newest, place.x(), place.y());
            bindContext(group, flow);
        } else {
            group = present.get();
            if (group.versionControl().map(VersionControl::version).orElse(0) != newest.version()) {
                stage.detail(flow.name() + ": changing to version " + newest.version());
                nifi.versions().change(group.id(), newest);
            }
        }
        Activation activation = new Activation(nifi, group.id(), flow.name());
        activation.refuseGhosts();
        compare(group, flow);
        stage.detail(flow.name() + ": starting");
        activation.run();
        return Optional.empty();
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
