package io.nifistreaming.sandbox.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.nifistreaming.sandbox.command.SandboxCommand;
import io.nifistreaming.sandbox.flow.FlowFolder;
import io.nifistreaming.sandbox.flow.ParameterContextFile;
import io.nifistreaming.sandbox.flow.ProjectFiles;
import io.nifistreaming.shop.ShopMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** No container engine runs where this is built, so at least everything that docker/ names must exist. */
class DockerFilesTest {
    /** What the start script of the official image reads, of what we set: apache/nifi, nifi-docker/dockerhub/sh. */
    private static final Set<String> OFFICIAL_NIFI_VARIABLES = Set.of(
            "NIFI_WEB_HTTPS_HOST",
            "NIFI_WEB_HTTPS_PORT",
            "NIFI_WEB_PROXY_HOST",
            "NIFI_JVM_HEAP_INIT",
            "NIFI_JVM_HEAP_MAX",
            "SINGLE_USER_CREDENTIALS_USERNAME");

    private static final Path ROOT = ProjectFiles.root();
    private final Dockerfile dockerfile = Dockerfile.read(ROOT.resolve("docker/Dockerfile"));
    private final ComposeFile compose = ComposeFile.read(ROOT.resolve("docker/compose.yaml"));

    @Test
    void everyImageIsBuiltFromAStageThatTheDockerfileHas() {
        for (String service : compose.services()) {
            JsonNode build = compose.service(service).path("build");
            if (build.isObject()) {
                assertThat(ROOT.resolve("docker")
                                .resolve(build.path("context").asText())
                                .normalize())
                        .isEqualTo(ROOT);
                assertThat(ROOT.resolve(build.path("dockerfile").asText())).isRegularFile();
                assertThat(dockerfile.stages()).containsKey(build.path("target").asText());
            }
        }
    }

    @Test
    void everyBaseImageHasItsVersionAndItsDigestAsArguments() {
        for (Map.Entry<String, Dockerfile.Stage> stage : dockerfile.stages().entrySet()) {
            assertThat(stage.getValue().base())
                    .as(stage.getKey())
                    .contains("_VERSION}")
                    .endsWith("_DIGEST}");
        }
        assertThat(dockerfile.base("nifi")).startsWith("apache/nifi:1.28.");
    }

    @Test
    void theVersionsAreThoseThatTheRestOfTheProjectUses() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String registry = dockerfile.base("registry").replaceFirst(".*:", "");

        assertThat(compose.service("kafka").path("image").asText())
                .isEqualTo("apache/kafka:" + property(pom, "kafka.version"));
        assertThat(dockerfile.arguments()).containsEntry("JAVA_VERSION", property(pom, "maven.compiler.release"));
        assertThat(ROOT.resolve("streaming-sandbox/src/main/resources/layouts/registry-" + registry))
                .isDirectory();
    }

    @Test
    void everyFileThatIsCopiedFromTheCloneOrFromAStageIsThere() {
        String built = String.join("\n", dockerfile.stages().get("build").of("RUN"));
        for (Dockerfile.Stage stage : dockerfile.stages().values()) {
            for (Dockerfile.Copy copy : stage.copies()) {
                if (copy.from().isEmpty()) {
                    assertThat(copy.sources()).allSatisfy(source -> assertThat(ROOT.resolve(source))
                            .exists());
                } else {
                    assertThat(dockerfile.stages()).containsKey(copy.from());
                }
                if (copy.from().equals("build")) {
                    assertThat(copy.sources())
                            .allSatisfy(source -> assertThat(built).contains(source));
                }
            }
        }
    }

    @Test
    void theModulesAndArtifactsThatTheBuildNamesAreThoseOfTheProject() throws IOException {
        String built = String.join("\n", dockerfile.stages().get("build").of("RUN"));

        Matcher modules = Pattern.compile("-pl ([\\w,-]+)").matcher(built);
        Matcher artifacts =
                Pattern.compile("([\\w-]+)/target/([\\w-]+)-\\*\\.(nar|jar)").matcher(built);

        assertThat(modules.find()).isTrue();
        for (String module : modules.group(1).split(",")) {
            assertThat(Files.readString(ROOT.resolve("pom.xml"))).contains("<module>" + module + "</module>");
        }
        List<String> found = new ArrayList<>();
        while (artifacts.find()) {
            found.add(artifacts.group(3));
            assertThat(Files.readString(ROOT.resolve(artifacts.group(1)).resolve("pom.xml")))
                    .contains("<artifactId>" + artifacts.group(2) + "</artifactId>");
        }
        assertThat(found).containsExactly("nar", "jar");
    }

    @Test
    void noImageOfOursEndsAsRoot() {
        for (String target : List.of("nifi", "registry", "tools")) {
            List<String> users = dockerfile.stages().get(target).of("USER");

            assertThat(users).as(target).isNotEmpty();
            assertThat(users.get(users.size() - 1)).isNotIn("root", "0");
        }
    }

    @Test
    void everythingListensOnTheHostsLoopbackAlone() {
        List<String> ports = new ArrayList<>();
        compose.services().forEach(service -> ports.addAll(compose.texts(service, "ports")));

        assertThat(ports).hasSize(3).allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(compose.services()).allSatisfy(service -> assertThat(
                        compose.service(service).path("network_mode").asText())
                .isNotEqualTo("host"));
    }

    @Test
    void everyVolumeAndSecretIsDeclaredAndUsed() {
        Set<String> volumes = new java.util.TreeSet<>();
        Set<String> secrets = new java.util.TreeSet<>();
        for (String service : compose.services()) {
            compose.texts(service, "volumes").forEach(volume -> volumes.add(volume.split(":")[0]));
            secrets.addAll(compose.texts(service, "secrets"));
        }

        assertThat(compose.declared("volumes")).containsExactlyInAnyOrderElementsOf(volumes);
        assertThat(compose.declared("secrets")).containsExactlyInAnyOrderElementsOf(secrets);
        assertThat(secrets)
                .allSatisfy(secret ->
                        assertThat(compose.secret(secret).path("file").asText()).startsWith("./secrets/"));
    }

    @Test
    void secretsReachNeitherGitNorAnImage() throws IOException {
        assertThat(Files.readString(ROOT.resolve("docker/.gitignore"))).contains("secrets/");
        assertThat(Files.readString(ROOT.resolve("docker/Dockerfile.dockerignore")))
                .contains("docker/secrets");
        assertThat(Files.readString(ROOT.resolve("docker/compose.yaml")))
                .doesNotContainPattern("(?im)password:[ \\t]*\\S|SINGLE_USER_CREDENTIALS_PASSWORD");
    }

    @Test
    void whoWaitsForHealthWaitsForSomethingThatHasAHealthCheck() {
        for (String service : compose.services()) {
            compose.service(service).path("depends_on").properties().forEach(entry -> {
                assertThat(compose.services()).contains(entry.getKey());
                if (entry.getValue().path("condition").asText().equals("service_healthy")) {
                    assertThat(hasHealthCheck(entry.getKey()))
                            .as(entry.getKey())
                            .isTrue();
                }
            });
        }
    }

    private boolean hasHealthCheck(String service) {
        String target = compose.service(service).path("build").path("target").asText();
        return compose.service(service).has("healthcheck")
                || !dockerfile.stages().get(target).of("HEALTHCHECK").isEmpty();
    }

    @Test
    void everyKafkaVariableIsASettingOfTheBrokerWeUse() {
        Map<String, String> settings = new TreeMap<>();
        compose.environment("kafka").forEach((name, value) -> {
            if (name.startsWith("KAFKA_")) {
                settings.put(
                        name.substring("KAFKA_".length())
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', '.'),
                        value);
            }
        });

        assertThat(settings).isNotEmpty();
        assertThat(AbstractKafkaConfig.CONFIG_DEF.names()).containsAll(settings.keySet());
        assertThatCode(() -> AbstractKafkaConfig.CONFIG_DEF.parse(settings)).doesNotThrowAnyException();
    }

    @Test
    void everyNifiVariableIsReadByTheOfficialImageOrByOurEntrypoint() throws IOException {
        String entrypoint = Files.readString(ROOT.resolve("docker/nifi-entrypoint.sh"));

        assertThat(compose.environment("nifi").keySet()).allSatisfy(name -> assertThat(
                        OFFICIAL_NIFI_VARIABLES.contains(name) || entrypoint.contains("$" + name))
                .as(name)
                .isTrue());
        for (String secret : compose.texts("nifi", "secrets")) {
            assertThat(compose.environment("nifi")).containsValue("/run/secrets/" + secret);
        }
    }

    @Test
    void everyNifiPropertyThatTheEntrypointSetsIsOneOfNifi() throws IOException {
        String known =
                Files.readString(ROOT.resolve("streaming-sandbox/src/main/resources/templates/nifi/nifi.properties"));
        String entrypoint = Files.readString(ROOT.resolve("docker/nifi-entrypoint.sh"));

        Matcher set = Pattern.compile("\\^(nifi\\.[\\w.]+)=").matcher(entrypoint);
        Matcher loop = Pattern.compile("for property in ([\\w ]+);").matcher(entrypoint);
        List<String> names = new ArrayList<>();
        while (set.find()) {
            names.add(set.group(1));
        }
        assertThat(loop.find()).isTrue();
        for (String name : loop.group(1).split(" ")) {
            names.add("nifi.security." + name);
        }

        assertThat(names).hasSize(7).allSatisfy(name -> assertThat(known).contains("\n" + name + "="));
    }

    @Test
    void theSeedAndTheShopTakeTheArgumentsTheyAreGiven() throws ReflectiveOperationException {
        List<String> seed = compose.texts("seed", "command");
        List<String> shop = compose.texts("shop", "command");

        new CommandLine(new SandboxCommand())
                .parseArgs(seed.subList(1, seed.size()).toArray(String[]::new));
        new CommandLine(new ShopMain()).parseArgs(shop.subList(1, shop.size()).toArray(String[]::new));
        for (String main : List.of(seed.get(0), shop.get(0))) {
            assertThat(Class.forName(main).getMethod("main", String[].class)).isNotNull();
        }
    }

    @Test
    void theSeedIsToldOfPlacesThatExistInItsImageAndInTheOtherContainers() {
        Map<String, String> options = options("seed");
        String tools = String.join("\n", dockerfile.stages().get("tools").of("COPY"));

        assertThat(tools).contains(options.get("--flows")).contains(options.get("--nar"));
        assertThat(compose.texts("seed", "volumes")).anyMatch(volume -> volume.endsWith(":/opt/nifi/certificate:ro"));
        assertThat(compose.texts("nifi", "volumes")).contains("nifi-certificate:/opt/nifi/certificate");
        assertThat(options.get("--nifi-certificate")).startsWith("/opt/nifi/certificate/");
        assertThat(compose.environment("kafka").get("KAFKA_ADVERTISED_LISTENERS"))
                .contains("INTERNAL://" + options.get("--kafka"));
        assertThat(options.get("--nifi"))
                .isEqualTo("https://" + compose.service("nifi").path("hostname").asText() + ":"
                        + compose.environment("nifi").get("NIFI_WEB_HTTPS_PORT"));
        assertThat(dockerfile.stages().get("registry").of("EXPOSE"))
                .contains(options.get("--registry").replaceFirst("http://registry:", ""));
    }

    @Test
    void thePlaceholdersOfTheEnvironmentAreAllFilledIn() {
        Map<String, String> options = options("seed");
        Map<String, String> set = compose.assignments("seed", "--set");
        set.put("KAFKA_BOOTSTRAP", options.get("--kafka"));
        Path parameters = FlowFolder.at(ROOT.resolve("flows")).parameters(options.get("--environment"));

        assertThatCode(() -> ParameterContextFile.read(parameters, set)).doesNotThrowAnyException();
        assertThat(set.get("SHOP_URL"))
                .endsWith(":" + compose.texts("shop", "command").get(2))
                .startsWith("http://127.0.0.1");
        assertThat(compose.service("shop").path("network_mode").asText()).isEqualTo("service:nifi");
    }

    private Map<String, String> options(String service) {
        Map<String, String> options = new TreeMap<>();
        for (String argument : compose.texts(service, "command")) {
            if (argument.startsWith("--")) {
                String[] option = argument.split("=", 2);
                options.put(option[0], option[1]);
            }
        }
        return options;
    }

    private static String property(String pom, String name) {
        Matcher matcher =
                Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(pom);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
