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
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/var/log/", "//"})
    void aDirectoryAloneNamesNoFile(String pattern) {
        assertThatThrownBy(() -> TailRoot.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'" + pattern + "'", "names a directory and no files", "/*.log");
    }

    /** As a variable without a value makes it. */
    @ParameterizedTest
    @ValueSource(strings = {"/*.log", "/**/app.log", "/app.log"})
    void theRootOfTheFileSystemIsNotWatched(String pattern) {
        assertThatThrownBy(() -> TailRoot.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'" + pattern + "'", "root of the file system", "variable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/var/a.log;/var/b.log", "/var/*.log; /var/*.txt", "/var/*.log /var/*.txt"})
    void patternsWithOtherSignsBetweenThemAreRefused(String patterns) {
        assertThatThrownBy(() -> TailRoot.parse(patterns))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("more than one pattern", "commas or line ends");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "**", "*.log"})
    void anExclusionThatLeavesNothingIsRefused(String glob) {
        assertThatThrownBy(() -> new TailRoot(Path.of("/logs"), List.of("*.log"), List.of(glob), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Nothing is left", "*.log", "exclude less");
    }

    @Test
    void anAbsolutePathExcludesNothingAndIsRefused() {
        assertThatThrownBy(() -> new TailRoot(Path.of("/logs"), List.of("*.log"), List.of("/logs/old.log"), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'/logs/old.log'", "absolute path", "below the directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.log", "app.log", "logs/*.log", "./*.log", "file:///var/log/*.log", "file:///"})
    void aRelativePathAndAUrlAreRefused(String pattern) {
        assertThatThrownBy(() -> TailRoot.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'" + pattern + "'", "absolute path");
    }
}
