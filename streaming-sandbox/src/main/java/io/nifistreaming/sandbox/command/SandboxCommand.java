package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.SandboxException;
import io.nifistreaming.sandbox.api.ApiException;
import io.nifistreaming.sandbox.flow.cli.FlowCommands;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./sandbox} with its verbs. */
@Command(
        name = "sandbox",
        description = "The real stack on this machine: Kafka, NiFi Registry, NiFi with our processors, and a simulated"
                + " shop, each in its own process, with the flows on the canvas.",
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            UpCommand.class,
            StatusCommand.class,
            DownCommand.class,
            RestartCommand.class,
            KillCommand.class,
            LogsCommand.class,
            TopicsCommand.class,
            ConsumeCommand.class,
            PublishFlowsCommand.class,
            ResetCommand.class,
            SeedCommand.class,
            FlowCommands.class
        },
        mixinStandardHelpOptions = true,
        version = "NiFi Streaming sandbox 0.1.0",
        footer = Exit.HELP)
public final class SandboxCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Runs a command line and returns its exit code. */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new SandboxCommand());
        // "sandbox VERB --help" everywhere, without a line in each verb.
        helpEverywhere(line);
        line.setExecutionExceptionHandler(SandboxCommand::explain);
        return line;
    }

    private static void helpEverywhere(CommandLine line) {
        for (CommandLine verb : line.getSubcommands().values()) {
            verb.getCommandSpec().mixinStandardHelpOptions(true);
            helpEverywhere(verb);
        }
    }

    private static int explain(Exception problem, CommandLine line, CommandLine.ParseResult parsed) {
        PrintWriter err = line.getErr();
        boolean expected = problem instanceof SandboxException
                || problem instanceof ApiException
                || problem instanceof IllegalArgumentException
                || problem instanceof UncheckedIOException;
        err.println(line.getColorScheme().errorText(expected ? problem.getMessage() : "A bug: " + problem));
        if (!expected || System.getenv("SANDBOX_DEBUG") != null) {
            problem.printStackTrace(err);
        }
        err.flush();
        return Exit.FAILED;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb? For example: ./sandbox up");
    }
}
