package io.nifistreaming.sandbox.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParametersTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeAnEnvironment() throws IOException {
        file = folder.resolve("sandbox.json");
        Files.writeString(file, """
                {"contexts": [{"name": "retail", "description": "All of it", "parameters": [
                  {"name": "shop.url", "description": "The shop", "sensitive": false, "value": "@{SHOP_URL}/alpha"},
                  {"name": "password", "description": "Set by hand", "sensitive": true}]}]}
                """);
    }

    @Test
    void aContextIsReadWithItsPlaceholdersFilledIn() {
        List<ParameterContext> contexts = ParameterContextFile.read(file, Map.of("SHOP_URL", "http://$1"));

        assertThat(contexts)
                .containsExactly(new ParameterContext(
                        "retail",
                        "All of it",
                        List.of(
                                new ParameterContext.Entry(
                                        "shop.url", "The shop", false, Optional.of("http://$1/alpha")),
                                new ParameterContext.Entry("password", "Set by hand", true, Optional.empty()))));
    }

    @Test
    void aPlaceholderWithoutAValueIsRefusedByName() {
        assertThatThrownBy(() -> ParameterContextFile.read(file, Map.of("OTHER", "x")))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("shop.url")
                .hasMessageContaining("@{SHOP_URL}")
                .hasMessageContaining("OTHER");
    }

    @Test
    void referencesAreFoundAndEscapedOnesAreNot() {
        assertThat(ParameterReferences.in("http://#{host}:#{'the port'}/${path}"))
                .containsExactly("host", "the port");
        assertThat(ParameterReferences.in("##{host}")).isEmpty();
        assertThat(ParameterReferences.isOne("#{host}")).isTrue();
        assertThat(ParameterReferences.isOne("#{host}x")).isFalse();
        assertThat(ParameterReferences.isOne("##{host}")).isFalse();
    }
}
