package io.nifistreaming.benchmarks.tail;

import io.nifistreaming.sandbox.api.JsonHttp;
import io.nifistreaming.sandbox.part.Part;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Flume 1.11 agent in a JVM of its own, which tells its counters by HTTP.
 *
 * @param jars that it consists of
 * @param port of the counters
 */
record FlumePart(FlumeSettings settings, Path home, List<Path> jars, int port) implements Part {
    @Override
    public String name() {
        return "flume-" + settings.name();
    }

    @Override
    public String title() {
        return "Flume 1.11.0";
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public int megabytes() {
        return 1500;
    }

    /** The folder that it tails. */
    Path input() {
        return home.resolve("input");
    }

    private Path configuration() {
        return home.resolve("flume.properties");
    }

    @Override
    public void prepare() {
        try {
            Files.createDirectories(input());
            Files.writeString(configuration(), settings.properties(home, input()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> arguments() {
        return List.of(
                "-Xms384m",
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:MaxDirectMemorySize=512m",
                "-Djava.awt.headless=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dflume.monitoring.type=http",
                "-Dflume.monitoring.port=" + port,
                // The file channel unmaps its checkpoint by reflection.
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                "org.apache.flume.node.Application",
                "--no-reload-conf",
                "-n",
                "a",
                "-f",
                configuration().toString());
    }

    @Override
    public boolean ready() {
        return JsonHttp.at(URI.create(address())).answers("/metrics");
    }

    /** Events that the sink has taken for good. */
    long taken() {
        return JsonHttp.at(URI.create(address()))
                .get("/metrics")
                .path("CHANNEL.c")
                .path("EventTakeSuccessCount")
                .asLong();
    }
}
