package io.nifistreaming.sandbox.part;

import io.nifistreaming.sandbox.Settings;
import io.nifistreaming.sandbox.api.RegistryApi;
import io.nifistreaming.sandbox.layout.Layouts;
import io.nifistreaming.sandbox.layout.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** NiFi Registry 0.8.0, with its flows as files and its database beside them. */
public final class RegistryPart implements Part {
    private static final String[] CONFIGURATION = {
        "nifi-registry.properties",
        "providers.xml",
        "registry-aliases.xml",
        "authorizers.xml",
        "identity-providers.xml",
        "bootstrap.conf"
    };

    private final Settings settings;
    private final Layouts layouts;

    public RegistryPart(Settings settings, Layouts layouts) {
        this.settings = settings;
        this.layouts = layouts;
    }

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public String title() {
        return "NiFi Registry 0.8.0";
    }

    @Override
    public String address() {
        return settings.registry() + "/nifi-registry";
    }

    @Override
    public List<Integer> ports() {
        return List.of(settings.registryPort());
    }

    @Override
    public int megabytes() {
        return 500;
    }

    @Override
    public Path home() {
        return settings.dir().resolve("registry");
    }

    @Override
    public void prepare() {
        Map<String, String> values =
                Map.of("registry.port", String.valueOf(settings.registryPort()), "log.file", log().toString());
        for (String file : CONFIGURATION) {
            Template.named("registry/" + file).write(home().resolve("conf").resolve(file), values);
        }
        Template.named("logback.xml").write(home().resolve("conf/logback.xml"), values);
        JavaArguments.classPath(home().resolve("conf/java.args"), files(".jar"));
        Links.fill(home().resolve("lib/wars"), files(".war"));
    }

    private List<Path> files(String suffix) {
        return layouts.files("registry-0.8.0").stream()
                .filter(path -> path.toString().endsWith(suffix))
                .toList();
    }

    @Override
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("-Xms64m", "-Xmx320m", "-XX:+UseSerialGC", "-Xshare:auto"));
        // A short life with little work in it: the second compiler would cost more than it gives.
        arguments.add("-XX:TieredStopAtLevel=1");
        arguments.add("-Djava.awt.headless=true");
        arguments.add("-Dnifi.registry.properties.file.path=" + home().resolve("conf/nifi-registry.properties"));
        arguments.add("-Dnifi.registry.bootstrap.config.file.path=" + home().resolve("conf/bootstrap.conf"));
        arguments.add("-Dorg.apache.nifi.registry.bootstrap.config.log.dir=" + home().resolve("logs"));
        arguments.add("-Dlogback.configurationFile=" + home().resolve("conf/logback.xml"));
        // It was written for Java 8 and 11.
        arguments.addAll(List.of("--add-exports", "java.naming/com.sun.jndi.ldap=ALL-UNNAMED"));
        arguments.addAll(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED"));
        arguments.addAll(List.of("--add-opens", "java.base/java.util=ALL-UNNAMED"));
        arguments.add("@" + home().resolve("conf/java.args"));
        arguments.add("org.apache.nifi.registry.NiFiRegistry");
        return arguments;
    }

    @Override
    public boolean ready() {
        return RegistryApi.at(settings.registry()).ready();
    }
}
