package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailRootTest {
    @Test
    void aPatternIsTheDirectoryBeforeItsFirstWildcardAndTheRest() {
        assertThat(TailRoot.parse("/var/log/pos_app/*.log"))
                .isEqualTo(new TailRoot(Path.of("/var/log/pos_app"), List.of("*.log"), List.of(), false));
        assertThat(TailRoot.parse("/var/log/app.log").base()).isEqualTo(Path.of("/var/log"));
        assertThat(TailRoot.parse("/var/log/**/*.log").recursive()).isTrue();
        assertThat(TailRoot.parse("/*").base()).isEqualTo(Path.of("/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/var/log/", "//"})
    void aDirectoryAloneNamesNoFile(String pattern) {
        assertThatThrownBy(() -> TailRoot.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'" + pattern + "'", "names a directory and no files", "/*.log");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.log", "app.log", "logs/*.log", "./*.log", "file:///var/log/*.log", "file:///"})
    void aRelativePathAndAUrlAreRefused(String pattern) {
        assertThatThrownBy(() -> TailRoot.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'" + pattern + "'", "absolute path");
    }
}
