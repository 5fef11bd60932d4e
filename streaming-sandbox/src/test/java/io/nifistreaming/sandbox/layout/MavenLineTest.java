package io.nifistreaming.sandbox.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MavenLineTest {
    @Test
    void aDownloadedArtifactIsNewsWithItsSizeAndSpeed() {
        String line =
                "[INFO] Downloaded from central: https://repo.example/maven2/org/apache/nifi/nifi-server-nar/1.16.3/"
                        + "nifi-server-nar-1.16.3.nar (60 MB at 12 MB/s)";

        assertThat(MavenLine.news(line)).hasValue("downloaded nifi-server-nar-1.16.3.nar (60 MB at 12 MB/s)");
    }

    @Test
    void aDownloadedPomIsNoNews() {
        String line = "[INFO] Downloaded from central: https://repo.example/maven2/a/b/1/b-1.pom (2 kB at 9 kB/s)";

        assertThat(MavenLine.news(line)).isEmpty();
    }

    @Test
    void theModuleBeingBuiltIsNewsWithItsPlace() {
        assertThat(MavenLine.news("[INFO] Building registry-0.8.0 1                      [5/5]"))
                .hasValue("registry-0.8.0 (5 of 5)");
    }

    @Test
    void errorsAreTold() {
        assertThat(MavenLine.isError("[ERROR] Could not find artifact")).isTrue();
        assertThat(MavenLine.isError("[INFO] BUILD SUCCESS")).isFalse();
    }
}
