package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.Certificates;
import io.nifistreaming.kafka.broker.EmbeddedKafka;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.Test;

class SslContextServiceIT {
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.shared();

    @Test
    void speaksTlsWithAClientCertificateThroughTheContextOfNifisService() throws Exception {
        Stage stage = Stage.on(KAFKA, 1);
        TestRunner runner = stage.runner();
        FixedSslContextService tls = new FixedSslContextService(context());
        runner.addControllerService("tls", tls);
        runner.enableControllerService(tls);
        KafkaConnection connection = new KafkaConnection();
        runner.addControllerService(
                "kafka-tls",
                connection,
                Map.of(
                        "Bootstrap Servers", KAFKA.bootstrap("SSL"),
                        "Security Protocol", "SSL",
                        "TLS Source", "SSL Context Service",
                        "SSL Context Service", "tls"));
        runner.enableControllerService(connection);
        stage.with("Kafka Connection", "kafka-tls");

        runner.enqueue("{\"n\":1}");
        runner.run();

        runner.assertAllFlowFilesTransferred(PublishKafkaStream.SUCCESS, 1);
        assertThat(stage.values()).containsExactly("{\"n\":1}");
        assertThat(connection.clientProperties().keySet()).noneMatch(name -> name.contains("password"));
    }

    private static SSLContext context() throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(KAFKA.certificates().clientKeyStore()), Certificates.PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store(KAFKA.certificates().brokerTrustStore()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, Certificates.PASSWORD.toCharArray());
        }
        return store;
    }
}
