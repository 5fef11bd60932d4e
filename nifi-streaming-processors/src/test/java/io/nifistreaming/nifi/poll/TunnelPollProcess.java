package io.nifistreaming.nifi.poll;

import io.nifistreaming.nifi.kafka.FixedSslContextService;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Polls once behind a proxy in a JVM of its own, since Java reads the switch for tunnels only when it starts. */
final class TunnelPollProcess {
    private TunnelPollProcess() {}

    /** Runs it; returns all that it said. */
    static String run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Djdk.http.auth.tunneling.disabledSchemes=",
                "-cp",
                System.getProperty("java.class.path"),
                TunnelPollProcess.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    /** @param arguments store directory, targets, the proxy's port and password, trust store */
    public static void main(String[] arguments) throws Exception {
        FakeProxyService proxy =
                new FakeProxyService("127.0.0.1", Integer.parseInt(arguments[2])).with("proxy-user", arguments[3]);
        try (PollHarness polling = new PollHarness(Path.of(arguments[0]), arguments[1])) {
            polling.with(HttpProperties.PROXY, proxy)
                    .with(HttpProperties.SSL, new FixedSslContextService(TestTls.trusting(Path.of(arguments[4]))));
            polling.runner().setProperty(AuthProperties.BEARER_TOKEN, "site-token");
            polling.until(() -> polling.count(PollCompetitorPrices.SUCCESS) == 1);
            System.out.println(
                    "polled " + polling.records(PollCompetitorPrices.SUCCESS).size() + " record");
        }
    }
}
