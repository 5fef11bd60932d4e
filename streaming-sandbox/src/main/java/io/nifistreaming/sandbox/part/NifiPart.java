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

/**
 * NiFi with our NAR; 1.16.3 also with the standard processors and the record readers and writers. The NAR is copied at
 * every start, so {@code restart nifi} picks up a newly built one; NARs dropped into {@code nifi/extensions} load by
 * themselves.
 */
public final class NifiPart implements Part {
    private static final String[] CONFIGURATION = {
        "nifi.properties", "authorizers.xml", "login-identity-providers.xml", "state-management.xml", "bootstrap.conf"
    };

    /**
     * A release that can be laid out.
     *
     * @param part the part's name and folder
     * @param lib the lay-outs whose files make up its {@code lib} folder
     * @param bootstrap those of {@code lib/bootstrap}, which NiFi 2.x does without
     */
    public record Release(String part, String version, List<String> lib, List<String> bootstrap) {
        /** What the sandbox runs. */
        public static final Release ONE = new Release(
                "nifi",
                "1.16.3",
                List.of("nifi-1.16.3", "nifi-1.16.3-record-services"),
                List.of("nifi-1.16.3-bootstrap"));

        /** The newer line, to try our NAR on; without the standard processors. Runs on Java 21 or newer. */
        public static final Release TWO = new Release("nifi2", "2.3.0", List.of("nifi-2.3.0"), List.of());
    }

    private static final int DATA_MEGABYTES = 150;
    private static final int UNPACKED_MEGABYTES = 450;

    private final Release release;
    private final Settings settings;
    private final Layouts layouts;
    private final Supplier<Path> newestNar;

    /** @param newestNar our NAR as it was built last */
    public NifiPart(Release release, Settings settings, Layouts layouts, Supplier<Path> newestNar) {
        this.release = release;
        this.settings = settings;
        this.layouts = layouts;
        this.newestNar = newestNar;
    }

    @Override
    public String name() {
        return release.part();
    }

    @Override
    public String title() {
        return "NiFi " + release.version();
    }

    @Override
    public String address() {
        return settings.nifi() + "/nifi/";
    }

    @Override
    public List<Integer> ports() {
        return release == Release.ONE
                ? List.of(settings.nifiPort(), settings.syslogPort())
                : List.of(settings.nifiPort());
    }

    @Override
    public int megabytes() {
        return 1500;
    }

    /** NiFi unpacks its NARs, once. */
    @Override
    public int diskMegabytes() {
        boolean unpacked = Files.isDirectory(home().resolve("work").resolve("nar"));
        return DATA_MEGABYTES + (unpacked ? 0 : UNPACKED_MEGABYTES);
    }

    @Override
    public Path home() {
        return settings.dir().resolve(release.part());
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
        Links.fill(home().resolve("lib"), files(release.lib()));
        Links.fill(home().resolve("lib/bootstrap"), files(release.bootstrap()));
        try {
            Files.createDirectories(home().resolve("extensions"));
            copyNar(home().resolve("streaming"));
        } catch (IOException e) {
            throw new SandboxException("Cannot lay out NiFi in " + home() + ": " + e.getMessage(), e);
        }
    }

    private List<Path> files(List<String> modules) {
        return modules.stream()
                .flatMap(module -> layouts.files(module).stream())
                .toList();
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
