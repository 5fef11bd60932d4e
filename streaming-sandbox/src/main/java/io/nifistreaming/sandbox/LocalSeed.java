package io.nifistreaming.sandbox;

import io.nifistreaming.kafka.TopicCreation;
import io.nifistreaming.sandbox.flow.ComponentCatalogue;
import io.nifistreaming.sandbox.flow.FlowFolder;
import io.nifistreaming.sandbox.flow.ForeignVersions;
import io.nifistreaming.sandbox.flow.ParameterContext;
import io.nifistreaming.sandbox.flow.ParameterContextFile;
import io.nifistreaming.sandbox.kafka.Topics;
import io.nifistreaming.sandbox.progress.Progress;
import io.nifistreaming.sandbox.progress.Progress.Stage;
import io.nifistreaming.sandbox.seed.CanvasSeed;
import io.nifistreaming.sandbox.seed.Contexts;
import io.nifistreaming.sandbox.seed.FlowSeed;
import io.nifistreaming.sandbox.seed.PublishedFlow;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Seeds a sandbox on this machine: its ports and folders are the values of the parameters. */
final class LocalSeed {
    private final Sandbox sandbox;
    private final Settings settings;
    private final Progress progress;
    private final FlowFolder folder;

    LocalSeed(Sandbox sandbox, Progress progress) {
        this.sandbox = sandbox;
        this.settings = sandbox.settings();
        this.progress = progress;
        this.folder = FlowFolder.at(settings.flows());
    }

    /** Topics, Registry, canvas. */
    List<String> all(ForeignVersions foreign) {
        topics();
        return canvas(publish(foreign));
    }

    void topics() {
        Stage stage = progress.begin("Creating the topics");
        try (Topics topics = new Topics(settings.kafkaBootstrap())) {
            TopicCreation.Report report = topics.ensure(folder.topics());
            List<String> told = new ArrayList<>();
            told.add(report.created().size() + " new, " + report.present().size() + " there already");
            told.addAll(report.differences());
            stage.done(String.join(". ", told));
        } catch (RuntimeException e) {
            stage.failed();
            throw e;
        }
    }

    List<PublishedFlow> publish(ForeignVersions foreign) {
        return new FlowSeed(folder, catalogue(), foreign, progress).publish(sandbox.registry());
    }

    List<String> canvas(List<PublishedFlow> flows) {
        List<ParameterContext> contexts =
                ParameterContextFile.read(folder.parameters("sandbox"), placeholders(settings, sandbox.part("nifi")));
        return new CanvasSeed(
                        sandbox.nifi(),
                        settings.registry(),
                        catalogue(),
                        progress,
                        settings.command("publish-flows"),
                        settings.command("publish-flows --overwrite"))
                .bring(flows, contexts, new Contexts(Map.of(), new SecureRandom()));
    }

    /** The values of the placeholders in {@code flows/parameters/sandbox.json}. */
    private static Map<String, String> placeholders(Settings settings, Sandbox.Handle nifi) {
        return Map.of(
                "KAFKA_BOOTSTRAP", settings.kafkaBootstrap(),
                "SHOP_URL", settings.shop().toString(),
                "LOGS", settings.logs().toString(),
                "LAKE", settings.lake().toString(),
                "NIFI_LOG", nifi.part().log().toString(),
                "SYSLOG_PORT", String.valueOf(settings.syslogPort()),
                "LOOPBACK", loopback());
    }

    /** Its name differs from system to system. */
    private static String loopback() {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress())
                    .getName();
        } catch (SocketException e) {
            throw new SandboxException("Cannot find the loopback network interface: " + e.getMessage(), e);
        }
    }

    private ComponentCatalogue catalogue() {
        return folder.catalogue(Project.nar(settings.root()));
    }
}
