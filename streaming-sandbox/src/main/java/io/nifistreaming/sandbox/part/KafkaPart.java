package io.nifistreaming.sandbox.part;

import io.nifistreaming.sandbox.Settings;
import io.nifistreaming.sandbox.kafka.KafkaNode;
import io.nifistreaming.sandbox.kafka.KafkaProbe;
import io.nifistreaming.sandbox.layout.Template;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One Kafka broker that is its own controller (KRaft). */
public final class KafkaPart implements Part {
    private final Settings settings;
    private final String classPath;

    /** @param classPath with this module and the broker on it */
    public KafkaPart(Settings settings, String classPath) {
        this.settings = settings;
        this.classPath = classPath;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String title() {
        return "Kafka 4.3.1";
    }

    @Override
    public String address() {
        return settings.kafkaBootstrap();
    }

    @Override
    public List<Integer> ports() {
        return List.of(settings.kafkaPort(), settings.controllerPort());
    }

    @Override
    public int megabytes() {
        return 650;
    }

    @Override
    public Path home() {
        return settings.dir().resolve("kafka");
    }

    private Path configuration() {
        return home().resolve("conf/server.properties");
    }

    @Override
    public void prepare() {
        Map<String, String> values = Map.of(
                "kafka.port", String.valueOf(settings.kafkaPort()),
                "controller.port", String.valueOf(settings.controllerPort()),
                "log.dirs", home().resolve("state").toString().replace("\\", "/"),
                "log.file", log().toString());
        Template.named("kafka/server.properties").write(configuration(), values);
        Template.named("logback.xml").write(home().resolve("conf/logback.xml"), values);
        writeClassPath();
    }

    private void writeClassPath() {
        String settled = OwnClasses.settle(classPath, settings.root(), home().resolve("lib"));
        JavaArguments.classPath(home().resolve("conf/java.args"), settled);
    }

    @Override
    public List<String> arguments() {
        return List.of(
                "-Xms256m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-Dlogback.configurationFile=" + home().resolve("conf/logback.xml"),
                "@" + home().resolve("conf/java.args"),
                KafkaNode.class.getName(),
                configuration().toString());
    }

    @Override
    public boolean ready() {
        return KafkaProbe.answers(settings.kafkaBootstrap());
    }
}
