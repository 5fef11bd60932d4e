package io.nifistreaming.sandbox.part;

import io.nifistreaming.sandbox.SandboxException;
import io.nifistreaming.sandbox.Settings;
import io.nifistreaming.sandbox.api.NifiApi;
import io.nifistreaming.sandbox.layout.Layouts;
import io.nifistreaming.sandbox.layout.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * NiFi 1.16.3 with the standard processors, the record readers and writers, and our NAR. The NAR is copied at every
 * start, so {@code restart nifi} picks up a newly built one; NARs dropped into {@code nifi/extensions} load by
 * themselves.
 */
public final class NifiPart implements Part {
    private static final String[] CONFIGURATION = {
        "nifi.properties", "authorizers.xml", "login-identity-providers.xml", "state-management.xml", "bootstrap.conf"
    };

    private final Settings settings;
    private final Layouts layouts;
    private final Supplier<Path> newestNar;

    /** @param newestNar our NAR as it was built last */
    public NifiPart(Settings settings, Layouts layouts, Supplier<Path> newestNar) {
        this.settings = settings;
        this.layouts = layouts;
        this.newestNar = newestNar;
    }

    @Override
    public String name() {
        return "nifi";
    }

    @Override
    public String title() {
        return "NiFi 1.16.3";
    }

    @Override
    public String address() {
        return settings.nifi() + "/nifi/";
    }

    @Override
    public List<Integer> ports() {
        return List.of(settings.nifiPort());
    }

    @Override
    public int megabytes() {
        return 1500;
    }

    @Override
    public Path home() {
        return settings.dir().resolve("nifi");
    }

    @Override
    public void prepare() {
        Map<String, String> values = Map.of(
                "nifi.port", String.valueOf(settings.nifiPort()),
                "sensitive.key", SensitiveKey.of(home().resolve("state/sensitive.key")),
                "log.file", log().toString());
        for (String file : CONFIGURATION) {
            Template.named("nifi/" + file).write(home().resolve("conf").resolve(file), values);
        }
        Template.named("logback.xml").write(home().resolve("conf/logback.xml"), values);
        Links.fill(
                home().resolve("lib"),
                concat(layouts.files("nifi-1.16.3"), layouts.files("nifi-1.16.3-record-services")));
        Links.fill(home().resolve("lib/bootstrap"), layouts.files("nifi-1.16.3-bootstrap"));
        try {
            Files.createDirectories(home().resolve("extensions"));
            copyNar(home().resolve("streaming"));
        } catch (IOException e) {
            throw new SandboxException("Cannot lay out NiFi in " + home() + ": " + e.getMessage(), e);
        }
    }

    private static List<Path> concat(List<Path> first, List<Path> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** A copy and no link: a build that rewrites the NAR must not pull it from under a running NiFi. */
    private void copyNar(Path folder) throws IOException {
        Path nar = newestNar.get();
        Files.createDirectories(folder);
        Path copy = folder.resolve(nar.getFileName());
        boolean same = Files.exists(copy)
                && Files.size(copy) == Files.size(nar)
                && Files.getLastModifiedTime(copy).equals(Files.getLastModifiedTime(nar));
        if (!same) {
            Links.fill(folder, List.of());
            Files.copy(nar, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    @Override
    public List<String> arguments() {
        return List.of(
                "-Xms384m",
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.security.egd=file:/dev/urandom",
                "-Dsun.net.http.allowRestrictedHeaders=true",
                "-Dnifi.properties.file.path=" + home().resolve("conf/nifi.properties"),
                "-Dorg.apache.nifi.bootstrap.config.log.dir=" + home().resolve("logs"),
                "-cp",
                "conf:lib/*",
                "org.apache.nifi.NiFi");
    }

    @Override
    public boolean ready() {
        return NifiApi.at(settings.nifi()).ready();
    }
}
