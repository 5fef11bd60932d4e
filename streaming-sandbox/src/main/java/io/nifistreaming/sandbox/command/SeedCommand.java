package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.SandboxException;
import io.nifistreaming.sandbox.Waiting;
import io.nifistreaming.sandbox.api.ApiException;
import io.nifistreaming.sandbox.api.JsonHttp;
import io.nifistreaming.sandbox.api.NifiApi;
import io.nifistreaming.sandbox.api.RegistryApi;
import io.nifistreaming.sandbox.api.Trust;
import io.nifistreaming.sandbox.flow.ForeignVersions;
import io.nifistreaming.sandbox.kafka.KafkaProbe;
import io.nifistreaming.sandbox.kafka.Topics;
import io.nifistreaming.sandbox.progress.ConsoleProgress;
import io.nifistreaming.sandbox.progress.Progress;
import io.nifistreaming.sandbox.seed.CanvasSeed;
import io.nifistreaming.sandbox.seed.Contexts;
import io.nifistreaming.sandbox.seed.FlowSeed;
import io.nifistreaming.sandbox.seed.PublishedFlow;
import io.nifistreaming.sandbox.seed.RememberedContexts;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sandbox seed}: topics and flows for a stack that somebody else started, such as containers. */
@Command(
        name = "seed",
        description = "Waits for a Kafka, a NiFi Registry and a NiFi that run elsewhere, creates the topics, publishes"
                + " the flows and brings them onto the canvas. Answers no when something was left as it is there.",
        footer = Exit.HELP)
final class SeedCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--nifi", required = true, paramLabel = "URL", description = "For example https://nifi:8443.")
    private URI nifi;

    @Option(names = "--registry", required = true, paramLabel = "URL", description = "As seen from here.")
    private URI registry;

    @Option(names = "--registry-from-nifi", paramLabel = "URL", description = "As NiFi sees it, if that differs.")
    private URI registryFromNifi;

    @Option(names = "--kafka", required = true, paramLabel = "HOST:PORT", description = "Bootstrap server.")
    private String kafka;

    @Option(names = "--flows", required = true, paramLabel = "DIR", description = "The flows folder.")
    private Path flows;

    @Option(names = "--nar", required = true, paramLabel = "FILE", description = "The NAR that NiFi runs with.")
    private Path nar;

    @Option(
            names = "--environment",
            defaultValue = "dev",
            paramLabel = "NAME",
            description = "Which parameters: flows/parameters/NAME.json (default: dev).")
    private String environment;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Fills the placeholder @{NAME} in the parameters; KAFKA_BOOTSTRAP is --kafka unless set.")
    private Map<String, String> placeholders = new HashMap<>();

    @Option(
            names = "--secret-file",
            paramLabel = "PARAMETER=FILE",
            description = "The value of a sensitive parameter is the content of this file.")
    private Map<String, Path> secretFiles = new HashMap<>();

    @Option(names = "--user", paramLabel = "NAME", description = "NiFi's single user, if it wants a login.")
    private String user;

    @Option(names = "--password-file", paramLabel = "FILE", description = "The file with that user's password.")
    private Path passwordFile;

    @Option(
            names = "--nifi-certificate",
            paramLabel = "FILE",
            description = "NiFi's own certificate (PEM), if no authority known to Java signed it.")
    private Path certificate;

    @Option(
            names = "--overwrite",
            description = "Sets parameters too that somebody changed in NiFi since (default: leaves and names them).")
    private boolean overwrite;

    @Option(
            names = "--overwrite-flows",
            description = "Publishes over versions too that somebody committed on the canvas (default: keeps them).")
    private boolean overwriteFlows;

    @Option(names = "--wait", defaultValue = "300", paramLabel = "S", description = "Patience (default: 300 s).")
    private long patience;

    @Override
    public Integer call() {
        placeholders.putIfAbsent("KAFKA_BOOTSTRAP", kafka);
        SeedInputs inputs = SeedInputs.read(flows, nar, environment, placeholders, secretFiles);
        HttpClient client = certificate == null ? Trust.usual() : Trust.pinned(certificate);
        String password = password();
        List<String> notes;
        try (ConsoleProgress progress = Console.progress()) {
            seedTopics(progress);
            RegistryApi registryApi = RegistryApi.at(registry);
            await(progress, "NiFi Registry at " + registry, registryApi::ready);
            ForeignVersions foreign = overwriteFlows ? ForeignVersions.OVERWRITE : ForeignVersions.KEEP;
            List<PublishedFlow> published =
                    new FlowSeed(inputs.folder(), inputs.catalogue(), foreign, progress).publish(registryApi);
            notes = canvas(nifiApi(progress, client, password), inputs, progress)
                    .bring(published, inputs.contexts(), parameters(inputs));
        }
        notes.forEach(Console.out(spec)::println);
        Console.out(spec).flush();
        return notes.isEmpty() ? Exit.OK : Exit.NO;
    }

    private CanvasSeed canvas(NifiApi api, SeedInputs inputs, Progress progress) {
        return new CanvasSeed(
                api,
                registryFromNifi == null ? registry : registryFromNifi,
                inputs.catalogue(),
                progress,
                "the same ./sandbox seed",
                "the same ./sandbox seed with --overwrite-flows");
    }

    private RememberedContexts parameters(SeedInputs inputs) {
        return new RememberedContexts(
                new Contexts(inputs.secrets(), new SecureRandom()),
                overwrite ? RememberedContexts.SetByHand.OVERWRITE : RememberedContexts.SetByHand.KEEP,
                "the same ./sandbox seed with --overwrite");
    }

    private void seedTopics(Progress progress) {
        await(progress, "Kafka at " + kafka, () -> KafkaProbe.answers(kafka));
        try (Topics topics = new Topics(kafka)) {
            topics.ensure(flows.resolve("topics.yaml")).differences().forEach(Console.out(spec)::println);
        }
    }

    private NifiApi nifiApi(Progress progress, HttpClient client, String password) {
        NifiApi api = new NifiApi(JsonHttp.at(URI.create(nifi + "/nifi-api"), client));
        if (user == null) {
            await(progress, "NiFi at " + nifi, api::ready);
            return api;
        }
        await(progress, "NiFi at " + nifi, () -> logsIn(api, password));
        return api.login(user, password);
    }

    /** Before it is up NiFi does not answer; what it does answer, such as a wrong password, is final. */
    private boolean logsIn(NifiApi api, String password) {
        try {
            return api.login(user, password).ready();
        } catch (ApiException e) {
            if (e.status() == 400 || e.status() == 401 || e.status() == 403) {
                throw e;
            }
            return false;
        }
    }

    private void await(Progress progress, String what, BooleanSupplier condition) {
        Progress.Stage stage = progress.begin("Waiting for " + what);
        if (!Waiting.until(Duration.ofSeconds(patience), condition)) {
            stage.failed();
            throw new SandboxException(what + " did not answer within " + patience
                    + " s. Does it run, and is the address right as seen from here? --wait gives it longer.");
        }
        stage.done("");
    }

    /** Null without a user. */
    private String password() {
        if (user == null) {
            return null;
        }
        if (passwordFile == null) {
            throw new SandboxException("--user needs --password-file: a password is never an argument.");
        }
        return SeedInputs.content(passwordFile);
    }
}
