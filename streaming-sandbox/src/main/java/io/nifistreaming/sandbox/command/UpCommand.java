package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.Sandbox;
import io.nifistreaming.sandbox.Settings;
import io.nifistreaming.sandbox.progress.ConsoleProgress;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
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
        try (ConsoleProgress progress = Console.progress()) {
            Interruption interruption = new Interruption(progress::say);
            Runtime.getRuntime().addShutdownHook(new Thread(interruption, "sandbox-break-off"));
            try {
                List<String> notes = sandbox.up(progress, interruption::set);
                notes.forEach(progress::say);
            } catch (RuntimeException e) {
                if (interruption.happened()) {
                    // What breaks when everything is being stopped says nothing.
                    return Exit.FAILED;
                }
                throw e;
            } finally {
                interruption.over();
            }
        }
        describe(sandbox.settings(), Console.out(spec));
        return Exit.OK;
    }

    static void describe(Settings settings, PrintWriter out) {
        out.println();
        out.println("  NiFi       " + settings.nifi() + "/nifi/");
        out.println("  Registry   " + settings.registry() + "/nifi-registry/");
        out.println("  Kafka      " + settings.kafkaBootstrap());
        out.println("  The shop   " + settings.shop() + "/");
        out.println();
        out.println("The first messages:  " + settings.command("consume competitor_prices -n 5 --from-beginning"));
        out.println("What runs:           " + settings.command("status"));
        out.println("Stop it all:         " + settings.command("down"));
        out.flush();
    }
}
