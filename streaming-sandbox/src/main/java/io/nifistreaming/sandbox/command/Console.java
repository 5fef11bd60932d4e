package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.progress.ConsoleProgress;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command writes: results to standard output, progress to standard error. */
final class Console {
    private static final int USUAL_WIDTH = 100;

    private Console() {}

    static PrintWriter out(CommandSpec spec) {
        return spec.commandLine().getOut();
    }

    /** Live lines on a terminal, plain ones elsewhere. */
    static ConsoleProgress progress() {
        boolean terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
        return terminal
                ? ConsoleProgress.live(System.err, Console::millis, width())
                : ConsoleProgress.plain(System.err, Console::millis);
    }

    private static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private static int width() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("\\d{2,4}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    }
}
