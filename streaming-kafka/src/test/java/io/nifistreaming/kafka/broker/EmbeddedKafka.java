package io.nifistreaming.kafka.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real broker (KRaft, one node) in this JVM, on loopback: PLAINTEXT, SSL with client certificates, SASL_PLAINTEXT and
 * SASL_SSL with PLAIN and SCRAM. Users {@code alice} and {@code bob} have the password {@code NAME-secret}. The
 * authoriser is on, and allows everything for which no ACL exists; topics are created when somebody sends to them,
 * which our publisher must never bring about.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final List<String> USERS = List.of("alice", "bob");
    private static final String PROXIED = "PROXIED";
    private static final String PROXY_PORT = "test.proxy.port";
    private static EmbeddedKafka shared;

    private final Path folder;
    private final Map<String, Integer> ports = new HashMap<>();
    private final Certificates certificates;
    private final Map<String, String> overrides;
    private KafkaRaftServer server;

    private EmbeddedKafka(Path folder, Map<String, String> overrides) throws IOException {
        this.folder = folder;
        this.certificates = Certificates.createIn(folder);
        this.overrides = Map.copyOf(overrides);
        reservePorts("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL", "CONTROLLER", PROXIED);
    }

    /** One broker for all tests of this JVM that neither stop nor change it. */
    public static synchronized EmbeddedKafka shared() {
        if (shared == null) {
            shared = start(Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** A broker of one's own. */
    public static EmbeddedKafka start(Map<String, String> overrides) {
        try {
            EmbeddedKafka kafka = new EmbeddedKafka(Files.createTempDirectory("embedded-kafka"), overrides);
            kafka.format();
            kafka.restart();
            return kafka;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** A broker of one's own, behind a proxy: clients that come through it stay on it. */
    public static EmbeddedKafka startBehind(TcpProxy proxy) {
        EmbeddedKafka kafka = start(Map.of(PROXY_PORT, Integer.toString(proxy.port())));
        proxy.target(kafka.ports.get(PROXIED));
        return kafka;
    }

    /** Host and port of the plain listener. */
    public String bootstrap() {
        return bootstrap("PLAINTEXT");
    }

    /** Host and port of the listener of that security protocol. */
    public String bootstrap(String protocol) {
        return "127.0.0.1:" + ports.get(protocol);
    }

    public Certificates certificates() {
        return certificates;
    }

    /** The password of a user. */
    public static String passwordOf(String user) {
        return user + "-secret";
    }

    /** An admin client without restrictions. */
    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap()));
    }

    /** Creates a topic and waits until the broker knows it. */
    public void createTopic(String name, int partitions, Map<String, String> config) {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(config)))
                    .all()
                    .get();
            Await.until("topic " + name, () -> admin.listTopics().names().get().contains(name));
        } catch (java.util.concurrent.ExecutionException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Starts the broker again, on the same ports and data. */
    public void restart() {
        server = new KafkaRaftServer(new KafkaConfig(config(), false), Time.SYSTEM);
        server.startup();
    }

    /** Stops the broker; its data stays. */
    public void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    @Override
    public void close() {
        stop();
    }

    private void reservePorts(String... names) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        for (String name : names) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            ports.put(name, socket.getLocalPort());
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
    }

    private void format() {
        List<String> scram = new ArrayList<>();
        for (String user : USERS) {
            scram.add("SCRAM-SHA-256=[name=" + user + ",password=" + passwordOf(user) + "]");
            scram.add("SCRAM-SHA-512=[name=" + user + ",password=" + passwordOf(user) + "]");
        }
        try {
            new Formatter()
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(data())
                    .setMetadataLogDirectory(data())
                    .setControllerListenerName("CONTROLLER")
                    .setScramArguments(scram)
                    .setPrintStream(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                    .run();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private Map<String, String> config() {
        Map<String, String> config = new HashMap<>();
        config.put("node.id", "1");
        config.put("process.roles", "broker,controller");
        config.put("controller.listener.names", "CONTROLLER");
        config.put("controller.quorum.voters", "1@127.0.0.1:" + ports.get("CONTROLLER"));
        config.put("inter.broker.listener.name", "PLAINTEXT");
        config.put("log.dirs", data());
        List<String> listeners = new ArrayList<>();
        List<String> advertised = new ArrayList<>();
        ports.forEach((name, port) -> {
            listeners.add(name + "://127.0.0.1:" + port);
            if (!name.equals("CONTROLLER")) {
                String behind = name.equals(PROXIED) ? overrides.get(PROXY_PORT) : null;
                advertised.add(name + "://127.0.0.1:" + (behind == null ? port : behind));
            }
        });
        config.put("listeners", String.join(",", listeners));
        config.put("advertised.listeners", String.join(",", advertised));
        config.put(
                "listener.security.protocol.map",
                "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL,"
                        + PROXIED + ":PLAINTEXT");
        config.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        config.put("super.users", "User:ANONYMOUS");
        config.put("allow.everyone.if.no.acl.found", "true");
        config.put("auto.create.topics.enable", "true");
        security(config);
        small(config);
        config.putAll(overrides);
        return config;
    }

    private void security(Map<String, String> config) {
        config.put("ssl.keystore.type", "PKCS12");
        config.put("ssl.keystore.location", certificates.brokerKeyStore().toString());
        config.put("ssl.keystore.password", Certificates.PASSWORD);
        config.put("ssl.truststore.type", "PKCS12");
        config.put("ssl.truststore.location", certificates.clientTrustStore().toString());
        config.put("ssl.truststore.password", Certificates.PASSWORD);
        config.put("listener.name.ssl.ssl.client.auth", "required");
        StringBuilder plain = new StringBuilder("org.apache.kafka.common.security.plain.PlainLoginModule required");
        USERS.forEach(user -> plain.append(" user_")
                .append(user)
                .append("=\"")
                .append(passwordOf(user))
                .append('"'));
        for (String listener : List.of("sasl_plaintext", "sasl_ssl")) {
            String prefix = "listener.name." + listener + ".";
            config.put(prefix + "sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512");
            config.put(prefix + "plain.sasl.jaas.config", plain + ";");
            for (String mechanism : List.of("scram-sha-256", "scram-sha-512")) {
                config.put(
                        prefix + mechanism + ".sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
            }
        }
    }

    /** A broker for tests needs neither replicas nor many partitions nor patience. */
    private static void small(Map<String, String> config) {
        config.put("offsets.topic.replication.factor", "1");
        config.put("offsets.topic.num.partitions", "1");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        config.put("transaction.state.log.num.partitions", "4");
        config.put("share.coordinator.state.topic.replication.factor", "1");
        config.put("share.coordinator.state.topic.min.isr", "1");
        config.put("group.initial.rebalance.delay.ms", "0");
        config.put("default.replication.factor", "1");
        config.put("num.partitions", "1");
        config.put("num.network.threads", "2");
        config.put("num.io.threads", "2");
        config.put("log.cleaner.dedupe.buffer.size", "2097152");
        config.put("controlled.shutdown.enable", "false");
    }
}
