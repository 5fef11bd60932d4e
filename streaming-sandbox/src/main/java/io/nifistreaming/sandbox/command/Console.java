package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.progress.ConsoleProgress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Where a command writes: results to standard output, progress and remarks to standard error. */
final class Console {
    private static final int USUAL_WIDTH = 100;

    private Console() {}

    static PrintWriter out(CommandSpec spec) {
        return spec.commandLine().getOut();
    }

    /** Tells what was done, on standard output. */
    static void say(CommandSpec spec, String text) {
        out(spec).println(text);
        out(spec).flush();
    }

    /** Says something that is no result, on standard error. */
    static void remark(CommandSpec spec, String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(text);
        err.flush();
    }

    /** Live lines on a terminal, plain ones elsewhere. */
    static ConsoleProgress progress() {
        return terminal()
                ? ConsoleProgress.live(System.err, Console::millis, width())
                : ConsoleProgress.plain(System.err, Console::millis);
    }

    /** Java cannot tell whether standard error is a terminal, so the script says it. */
    private static boolean terminal() {
        String told = System.getProperty("sandbox.terminal");
        return told == null ? System.console() != null : told.equals("yes");
    }

    private static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private static int width() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("\\d{2,4}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    }

    /** @throws ParameterException if the number was given, and is less than one */
    static void requirePositive(CommandSpec spec, String option, Number number) {
        if (number != null && number.longValue() < 1) {
            throw new ParameterException(spec.commandLine(), option + " wants a number from 1, not " + number + ".");
        }
    }

    /** A part's title at the beginning of a sentence. */
    static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
