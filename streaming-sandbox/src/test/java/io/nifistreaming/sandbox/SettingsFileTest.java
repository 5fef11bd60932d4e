package io.nifistreaming.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    private static final OptionalInt NONE = OptionalInt.empty();

    @TempDir
    private Path dir;

    @Test
    void aFreshSandboxRemembersNoPorts() {
        assertThat(new SettingsFile(dir.resolve("new")).portBase()).isEmpty();
    }

    @Test
    void whatWasRememberedIsReadBack() {
        SettingsFile file = new SettingsFile(dir.resolve("new"));

        file.remember(30_000);

        assertThat(new SettingsFile(dir.resolve("new")).portBase()).hasValue(30_000);
    }

    @Test
    void theCommandLineWinsOverTheEnvironmentAndThatOverTheMemory() {
        Map<String, String> environment = Map.of("SANDBOX_PORT_BASE", " 20000 ");
        OptionalInt remembered = OptionalInt.of(30_000);

        assertThat(SettingsFile.choose(OptionalInt.of(10_000), environment, remembered))
                .isEqualTo(10_000);
        assertThat(SettingsFile.choose(NONE, environment, remembered)).isEqualTo(20_000);
        assertThat(SettingsFile.choose(NONE, Map.of(), remembered)).isEqualTo(30_000);
        assertThat(SettingsFile.choose(NONE, Map.of(), NONE)).isEqualTo(18_080);
    }

    @Test
    void aPortBaseThatIsNoNumberIsNamedWithItsPlace() throws IOException {
        Files.writeString(dir.resolve("sandbox.properties"), "port-base=eighty\n");

        assertThatThrownBy(() -> new SettingsFile(dir).portBase())
                .isInstanceOf(SandboxException.class)
                .hasMessageContainingAll("eighty", "sandbox.properties");
        assertThatThrownBy(() -> SettingsFile.choose(NONE, Map.of("SANDBOX_PORT_BASE", "x"), NONE))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("SANDBOX_PORT_BASE");
    }

    @Test
    void portsOutsideTheUsableRangeAreRefused() {
        assertThatThrownBy(() -> new Settings(dir, dir, 80))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("--port-base");
        assertThatThrownBy(() -> new Settings(dir, dir, 65_534)).isInstanceOf(SandboxException.class);
    }

    @Test
    void aCommandToBePastedNamesTheFolderUnlessItIsTheUsualOne() {
        Path root = dir.resolve("project");

        assertThat(new Settings(root, root.resolve(".sandbox"), 20_000).command("up"))
                .isEqualTo("./sandbox up");
        assertThat(new Settings(root, dir.resolve("it's mine"), 20_000).command("up"))
                .isEqualTo("./sandbox up --dir '" + dir + "/it'\\''s mine'");
    }

    @Test
    void thePartsTakeThePortsAfterTheBase() {
        Settings settings = new Settings(dir, dir, 20_000);

        assertThat(settings.nifi()).hasToString("http://127.0.0.1:20000");
        assertThat(settings.registry()).hasToString("http://127.0.0.1:20001");
        assertThat(settings.kafkaBootstrap()).isEqualTo("127.0.0.1:20002");
        assertThat(settings.controllerPort()).isEqualTo(20_003);
        assertThat(settings.shop()).hasToString("http://127.0.0.1:20004");
    }
}
