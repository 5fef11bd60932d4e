package io.nifistreaming.sandbox.kafka;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The broker's own process: {@code KafkaNode SERVER_PROPERTIES}. Its storage is formatted once; formatting it again
 * with another cluster id would make Kafka refuse what is there.
 */
public final class KafkaNode {
    private KafkaNode() {}

    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        KafkaConfig config = KafkaConfig.fromProps(properties, false);
        Path directory = Path.of(properties.getProperty("log.dirs"));
        if (!Files.exists(directory.resolve("meta.properties"))) {
            format(config, directory);
        }
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        Exit.addShutdownHook("sandbox-kafka-shutdown", server::shutdown);
        server.startup();
        server.awaitShutdown();
        // Some of Kafka's threads are not daemons.
        Exit.exit(0);
    }

    private static void format(KafkaConfig config, Path directory) throws Exception {
        makeEmpty(directory);
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(System.err, true, StandardCharsets.UTF_8))
                .setNodeId(config.nodeId())
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(Set.of(directory.toString()))
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName("CONTROLLER");
        formatter.run();
    }

    private static void makeEmpty(Path directory) throws IOException {
        Files.createDirectories(directory);
        // A kill in the middle of formatting leaves files without meta.properties, which is written last.
        Path metadata = directory.resolve("bootstrap.checkpoint");
        Files.deleteIfExists(metadata);
    }
}
