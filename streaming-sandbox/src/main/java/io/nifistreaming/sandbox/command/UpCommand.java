package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.Sandbox;
import io.nifistreaming.sandbox.Settings;
import io.nifistreaming.sandbox.progress.ConsoleProgress;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sandbox up}. */
@Command(
        name = "up",
        description = "Starts what does not run, creates the topics, and brings the flows onto the canvas, running."
                + " Harmless when everything is there already. Ctrl-C stops what it started.",
        footer = Exit.HELP)
final class UpCommand implements Callable<Integer> {
    @Mixin
    private Place place;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Sandbox sandbox = place.sandbox();
        AtomicReference<Runnable> breakOff = new AtomicReference<>(() -> {});
        Thread hook = new Thread(() -> breakOff.get().run(), "sandbox-break-off");
        Runtime.getRuntime().addShutdownHook(hook);
        try (ConsoleProgress progress = Console.progress()) {
            List<String> notes = sandbox.up(progress, breakOff::set);
            notes.forEach(progress::say);
        } finally {
            // From here on the parts are to outlive this process.
            breakOff.set(() -> {});
        }
        describe(sandbox.settings(), Console.out(spec));
        return Exit.OK;
    }

    private static void describe(Settings settings, PrintWriter out) {
        out.println();
        out.println("  NiFi       " + settings.nifi() + "/nifi/");
        out.println("  Registry   " + settings.registry() + "/nifi-registry/");
        out.println("  Kafka      " + settings.kafkaBootstrap());
        out.println("  The shop   " + settings.shop());
        out.println();
        out.println("The first messages:  ./sandbox consume competitor_prices -n 5 --from-beginning");
        out.println("What runs:           ./sandbox status        Stop it all: ./sandbox down");
        out.flush();
    }
}
