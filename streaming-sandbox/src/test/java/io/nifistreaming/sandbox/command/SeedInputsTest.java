package io.nifistreaming.sandbox.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.sandbox.SandboxException;
import io.nifistreaming.sandbox.flow.ProjectFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A seed that can't work says so at once, and has done nothing. */
class SeedInputsTest {
    @TempDir
    private Path dir;

    private final Map<String, Path> secretFiles = new HashMap<>();
    private Path flows = ProjectFiles.root().resolve("flows");
    private String environment = "staging";

    @BeforeEach
    void secret() throws IOException {
        secretFiles.put("kafka.password", Files.writeString(dir.resolve("secret"), "s3cret\n"));
    }

    @Test
    void readsAllOfIt() {
        SeedInputs inputs = read();

        assertThat(inputs.secrets()).containsExactly(Map.entry("kafka.password", "s3cret"));
        assertThat(inputs.contexts()).isNotEmpty();
    }

    @Test
    void anUnknownEnvironmentIsToldWithThoseThatThereAre() {
        environment = "stagign";

        assertThatThrownBy(this::read)
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("no environment 'stagign'")
                .hasMessageContaining("dev, production, sandbox, staging");
    }

    @Test
    void aSecretForNoSensitiveParameterIsRefused() {
        secretFiles.put("kafka.pasword", dir.resolve("secret"));

        assertThatThrownBy(this::read).hasMessageContaining("'kafka.pasword'").hasMessageContaining("kafka.password");
    }

    @Test
    void filesThatAreNotThereAreNamed() {
        secretFiles.put("kafka.password", dir.resolve("none"));
        assertThatThrownBy(this::read).hasMessageContaining(dir.resolve("none").toString());

        flows = dir;
        assertThatThrownBy(this::read).hasMessageContaining("topics.yaml");
    }

    /** Kafka's address is a port where nobody listens: it is not even asked. */
    @Test
    void theCommandReadsItsInputsBeforeItWaitsForAnything() {
        StringWriter err = new StringWriter();
        List<String> usual = List.of(
                "seed",
                "--kafka=127.0.0.1:1",
                "--registry=http://127.0.0.1:1",
                "--nifi=http://127.0.0.1:1",
                "--flows=" + flows,
                "--nar=" + ProjectFiles.nar(),
                "--wait=1");
        for (String wrong :
                List.of("--environment=none", "--user=admin", "--nifi-certificate=" + dir.resolve("no.pem"))) {
            List<String> arguments = new ArrayList<>(usual);
            arguments.add(wrong);
            if (!wrong.startsWith("--environment")) {
                arguments.add("--environment=staging");
            }
            CommandLine commands = SandboxCommand.commandLine();
            commands.setErr(new PrintWriter(err));
            assertThat(commands.execute(arguments.toArray(String[]::new))).isEqualTo(3);
        }

        assertThat(err.toString())
                .contains("no environment 'none'", "--user needs --password-file", "no.pem")
                .doesNotContain("did not answer");
    }

    private SeedInputs read() {
        return SeedInputs.read(
                flows, ProjectFiles.nar(), environment, Map.of("KAFKA_BOOTSTRAP", "kafka:9092"), secretFiles);
    }
}
