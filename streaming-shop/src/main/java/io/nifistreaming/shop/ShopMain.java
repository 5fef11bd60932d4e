package io.nifistreaming.shop;

import io.nifistreaming.shop.logs.LogWriters;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The shop as a program of its own; it runs until it is told to end. */
@Command(
        name = "shop",
        mixinStandardHelpOptions = true,
        description =
                "Serves eight simulated competitor sites on loopback. Exit codes: 0 ended, 1 cannot start, 2 usage.")
public final class ShopMain implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "18084", description = "Port to listen on (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--seed", defaultValue = "42", description = "Same seed, same prices (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--tick-ms",
            defaultValue = "5000",
            description = "Milliseconds between two moves of the market, 0 = only by hand (default: ${DEFAULT-VALUE})")
    private long tickMillis;

    @Option(names = "--products", defaultValue = "2000", description = "Catalogue size (default: ${DEFAULT-VALUE})")
    private int products;

    @Option(
            names = "--history",
            defaultValue = "100",
            description = "Versions kept a price (default: ${DEFAULT-VALUE})")
    private int history;

    @Option(names = "--calm", description = "No errors, limits, captchas or vanishing products but those asked for")
    private boolean calm;

    @Option(
            names = "--logs",
            description =
                    "Folder to write the tills' and the web server's logs and the shop's events to (default: none)")
    private Path logs;

    @Option(
            names = "--log-lines",
            defaultValue = "20",
            description = "Lines a second in each log (default: ${DEFAULT-VALUE})")
    private int logLines;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ShopMain()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (ShopServer shop = ShopServer.start(options());
                LogWriters writers = logs == null ? null : LogWriters.start(logs, logLines, seed, Clock.systemUTC())) {
            if (writers != null) {
                out.println("logs in " + logs);
            }
            out.println("shop ready " + shop.baseUrl());
            out.flush();
            // A signal ends the JVM; nothing else does.
            new CountDownLatch(1).await();
            return 0;
        } catch (BindException taken) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("Cannot listen on port " + port + ": it is taken. Choose another one with --port.");
            err.flush();
            return 1;
        }
    }

    private ShopOptions options() {
        try {
            ShopOptions options = ShopOptions.defaults()
                    .withPort(port)
                    .withSeed(seed)
                    .withTickMillis(tickMillis)
                    .withProducts(products)
                    .withHistory(history);
            return calm ? options.calm() : options;
        } catch (IllegalArgumentException wrong) {
            throw new CommandLine.ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }
}
