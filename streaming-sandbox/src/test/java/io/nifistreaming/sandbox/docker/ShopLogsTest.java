package io.nifistreaming.sandbox.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.sandbox.flow.ProjectFiles;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shop writes logs in one container, and NiFi tails them in another. */
class ShopLogsTest {
    private final Dockerfile dockerfile = Dockerfile.read(ProjectFiles.root().resolve("docker/Dockerfile"));
    private final ComposeFile compose = ComposeFile.read(ProjectFiles.root().resolve("docker/compose.yaml"));
    private final List<String> shop = compose.texts("shop", "command");
    private final String written = shop.get(shop.indexOf("--logs") + 1);
    private final String read = compose.assignments("seed", "--set").get("LOGS");

    @Test
    void whatTheShopWritesIsOnTheVolumeThatNifiReads() {
        assertThat(compose.declared("volumes")).contains("shop-logs");
        assertThat(compose.texts("shop", "volumes")).contains("shop-logs:" + written);
        assertThat(compose.texts("nifi", "volumes")).contains("shop-logs:" + read + ":ro");
    }

    @Test
    void whicheverContainerComesFirstTheShopMayWriteToTheVolume() {
        assertThat(String.join("\n", dockerfile.stages().get("tools").of("RUN")))
                .contains("mkdir -m 0777 -p " + written);
        assertThat(String.join("\n", dockerfile.stages().get("nifi").of("RUN"))).contains("mkdir -m 0777 -p " + read);
    }
}
