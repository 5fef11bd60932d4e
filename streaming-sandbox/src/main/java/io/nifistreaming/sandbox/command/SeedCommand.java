package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.SandboxException;
import io.nifistreaming.sandbox.Waiting;
import io.nifistreaming.sandbox.api.ApiException;
import io.nifistreaming.sandbox.api.JsonHttp;
import io.nifistreaming.sandbox.api.NifiApi;
import io.nifistreaming.sandbox.api.RegistryApi;
import io.nifistreaming.sandbox.api.Trust;
import io.nifistreaming.sandbox.flow.ComponentCatalogue;
import io.nifistreaming.sandbox.flow.FlowFolder;
import io.nifistreaming.sandbox.flow.ParameterContextFile;
import io.nifistreaming.sandbox.kafka.KafkaProbe;
import io.nifistreaming.sandbox.kafka.Topics;
import io.nifistreaming.sandbox.progress.ConsoleProgress;
import io.nifistreaming.sandbox.progress.Progress;
import io.nifistreaming.sandbox.seed.CanvasSeed;
import io.nifistreaming.sandbox.seed.FlowSeed;
import io.nifistreaming.sandbox.seed.PublishedFlow;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
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
                + " the flows and brings them onto the canvas.",
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

    @Option(names = "--wait", defaultValue = "300", paramLabel = "S", description = "Patience (default: 300 s).")
    private long patience;

    @Override
    public Integer call() {
        try (ConsoleProgress progress = Console.progress()) {
            seedTopics(progress);
            RegistryApi registryApi = RegistryApi.at(registry);
            await(progress, "NiFi Registry at " + registry, registryApi::ready);
            FlowFolder folder = FlowFolder.at(flows);
            ComponentCatalogue catalogue = folder.catalogue(nar);
            List<PublishedFlow> published = new FlowSeed(folder, catalogue, progress).publish(registryApi);
            placeholders.putIfAbsent("KAFKA_BOOTSTRAP", kafka);
            URI seen = registryFromNifi == null ? registry : registryFromNifi;
            new CanvasSeed(nifiApi(progress), seen, catalogue, progress, "the same ./sandbox seed")
                    .bring(
                            published,
                            ParameterContextFile.read(folder.parameters(environment), placeholders),
                            secrets())
                    .forEach(Console.out(spec)::println);
        }
        Console.out(spec).flush();
        return Exit.OK;
    }

    private void seedTopics(Progress progress) {
        await(progress, "Kafka at " + kafka, () -> KafkaProbe.answers(kafka));
        try (Topics topics = new Topics(kafka)) {
            topics.ensure(flows.resolve("topics.yaml")).differences().forEach(Console.out(spec)::println);
        }
    }

    private NifiApi nifiApi(Progress progress) {
        HttpClient client = certificate == null ? Trust.usual() : Trust.pinned(certificate);
        NifiApi api = new NifiApi(JsonHttp.at(URI.create(nifi + "/nifi-api"), client));
        if (user == null) {
            await(progress, "NiFi at " + nifi, api::ready);
            return api;
        }
        String password = content(passwordFile);
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

    private Map<String, String> secrets() {
        Map<String, String> secrets = new HashMap<>();
        secretFiles.forEach((name, file) -> secrets.put(name, content(file)));
        return secrets;
    }

    private static String content(Path file) {
        if (file == null) {
            throw new SandboxException("--user needs --password-file: a password is never an argument.");
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new SandboxException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
