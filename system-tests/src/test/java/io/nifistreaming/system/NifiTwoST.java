package io.nifistreaming.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.sandbox.NifiTwoHost;
import io.nifistreaming.sandbox.api.ComponentType;
import io.nifistreaming.sandbox.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The same NAR file on the newer line of NiFi, where a class that fails to link vanishes without a word. */
class NifiTwoST {
    private static final Path SERVICES =
            Path.of("..", "nifi-streaming-processors", "src", "main", "resources", "META-INF", "services");
    private static final int PORT = 29080;

    @Test
    void everyComponentOfOursIsInTheListingOfNifiTwo() throws Exception {
        Optional<Path> jdk = newerJdk();
        Assumptions.assumeTrue(
                jdk.isPresent(), "NiFi 2.3.0 needs a JDK 21 or newer under /usr/lib/jvm, and there is none");

        try (NifiTwoHost host = new NifiTwoHost(Path.of("target", "nifi-two").toAbsolutePath(), PORT, jdk.get())) {
            host.start(Progress.silent());

            List<ComponentType> types = new ArrayList<>(host.nifi().processorTypes());
            types.addAll(host.nifi().serviceTypes());
            assertThat(types)
                    .as("the listing; what failed to link is told in %s", host.log())
                    .extracting(ComponentType::type)
                    .containsAll(declared());
        }
    }

    /** What our NAR declares, by its own service files: no component can be forgotten here. */
    private static List<String> declared() throws IOException {
        List<String> types = new ArrayList<>();
        for (String kind : List.of("processor.Processor", "controller.ControllerService")) {
            Files.readAllLines(SERVICES.resolve("org.apache.nifi." + kind)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(types::add);
        }
        assertThat(types).hasSizeGreaterThanOrEqualTo(3);
        return types;
    }

    private static Optional<Path> newerJdk() throws IOException {
        try (Stream<Path> homes = Files.list(Path.of("/usr/lib/jvm"))) {
            return homes.filter(home -> feature(home) >= 21).max(Comparator.comparingInt(NifiTwoST::feature));
        }
    }

    private static int feature(Path home) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)) {
            return 0;
        }
        Properties properties = new Properties();
        try (Stream<String> lines = Files.lines(release)) {
            lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .forEach(line -> properties.put("version", line.replaceAll("[^0-9.]", "")));
        } catch (IOException unreadable) {
            return 0;
        }
        return Integer.parseInt(properties.getProperty("version", "0").split("\\.", 2)[0]);
    }
}
