package io.nifistreaming.benchmarks;

import io.nifistreaming.benchmarks.nifi.PollCommand;
import io.nifistreaming.benchmarks.nifi.PublishInNifiCommand;
import io.nifistreaming.benchmarks.publish.PublishCommand;
import io.nifistreaming.benchmarks.tail.TailCommand;
import io.nifistreaming.benchmarks.tail.TailManyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The measurements, one command each; see the module's README. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        subcommands = {
            PublishCommand.class,
            PublishInNifiCommand.class,
            PollCommand.class,
            TailCommand.class,
            TailManyCommand.class
        },
        description = "Measures ours beside its peers and writes a report. Run it from the project's root.")
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks()).execute(arguments));
    }
}
