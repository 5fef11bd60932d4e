package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.SandboxException;
import io.nifistreaming.sandbox.api.ApiException;
import java.io.PrintWriter;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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
            TableCommand.class,
            PublishFlowsCommand.class,
            ResetCommand.class,
            SeedCommand.class,
            FlowCommands.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "NiFi Streaming sandbox 0.1.0",
        footer = Exit.HELP)
public final class SandboxCommand implements Runnable {
    @Mixin
    private Place place;

    @Spec
    private CommandSpec spec;

    /** What stands before the verb. */
    Place place() {
        return place;
    }

    /** Runs a command line and returns its exit code. */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new SandboxCommand());
        // "sandbox VERB --help" everywhere, without a line in each verb.
        line.getSubcommands().values().forEach(SandboxCommand::offerHelp);
        line.registerConverter(Integer.class, text -> number(text, Integer::valueOf));
        line.registerConverter(int.class, text -> number(text, Integer::valueOf));
        line.registerConverter(Long.class, text -> number(text, Long::valueOf));
        line.registerConverter(long.class, text -> number(text, Long::valueOf));
        line.setParameterExceptionHandler(WrongUse::explain);
        line.setExecutionExceptionHandler(SandboxCommand::explain);
        return line;
    }

    /** Not below a verb: the methods of {@code flows} say it themselves, since a mixin would shift their arguments. */
    private static void offerHelp(CommandLine verb) {
        if (verb.getCommand() instanceof TableCommand) {
            // Its --version is a table's.
            verb.getCommandSpec()
                    .addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Show this help message and exit.")
                            .build());
        } else if (!(verb.getCommand() instanceof CommandLine.HelpCommand)) {
            verb.getCommandSpec().mixinStandardHelpOptions(true);
        }
    }

    private static <T> T number(String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a number");
        }
    }

    private static int explain(Exception problem, CommandLine line, CommandLine.ParseResult parsed) {
        PrintWriter err = line.getErr();
        boolean expected = problem instanceof SandboxException || problem instanceof ApiException;
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
