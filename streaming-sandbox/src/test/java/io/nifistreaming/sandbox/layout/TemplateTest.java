package io.nifistreaming.sandbox.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateTest {
    @Test
    void everyPlaceholderIsReplacedByItsValueAsItStands() {
        Template template = new Template("a=${one.two}\nb=${one.two}/x\n");

        assertThat(template.render(Map.of("one.two", "$1\\"))).isEqualTo("a=$1\\\nb=$1\\/x\n");
    }

    @Test
    void aPlaceholderWithoutAValueIsRefused() {
        assertThatThrownBy(() -> new Template("${port}").render(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("${port}");
    }

    @Test
    void nifiListensOnLoopbackAloneAndWithoutLogin() throws IOException {
        Properties properties = properties("nifi/nifi.properties", Map.of("nifi.port", "20000", "sensitive.key", "k"));

        assertThat(properties)
                .containsEntry("nifi.web.http.host", "127.0.0.1")
                .containsEntry("nifi.web.http.port", "20000")
                .containsEntry("nifi.web.https.port", "")
                .containsEntry("nifi.remote.input.host", "127.0.0.1")
                .containsEntry("nifi.cluster.is.node", "false");
    }

    @Test
    void registryListensOnLoopbackAlone() throws IOException {
        Properties properties = properties("registry/nifi-registry.properties", Map.of("registry.port", "20001"));

        assertThat(properties)
                .containsEntry("nifi.registry.web.http.host", "127.0.0.1")
                .containsEntry("nifi.registry.web.http.port", "20001");
    }

    @Test
    void kafkaListensOnLoopbackAloneAndMakesNoTopicByAccident() throws IOException {
        Map<String, String> values = Map.of("kafka.port", "20002", "controller.port", "20003", "log.dirs", "/x y");
        Properties properties = properties("kafka/server.properties", values);

        assertThat(properties)
                .containsEntry("listeners", "PLAINTEXT://127.0.0.1:20002,CONTROLLER://127.0.0.1:20003")
                .containsEntry("auto.create.topics.enable", "false")
                .containsEntry("transaction.state.log.replication.factor", "1")
                .containsEntry("log.dirs", "/x y");
    }

    @Test
    void theFolderOfAWrittenFileIsMade(@TempDir Path dir) throws IOException {
        new Template("x=${y}").write(dir.resolve("a/b/c.properties"), Map.of("y", "1"));

        assertThat(Files.readString(dir.resolve("a/b/c.properties"))).isEqualTo("x=1");
    }

    private static Properties properties(String name, Map<String, String> values) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Template.named(name).render(values)));
        return properties;
    }
}
