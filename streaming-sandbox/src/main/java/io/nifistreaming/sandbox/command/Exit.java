package io.nifistreaming.sandbox.command;

/** Exit codes that scripts can rely on. */
final class Exit {
    static final int OK = 0;
    /** The command worked, and the answer is no: something does not run, or too few records came. */
    static final int NO = 1;
    /** The command line is wrong. */
    static final int USAGE = 2;
    /** It could not be done; standard error says why, and what helps. */
    static final int FAILED = 3;

    static final String HELP = "%nExit codes: 0 done; 1 done, and the answer is no (something does not run, too few"
            + " records came); 2 the command line is wrong; 3 it could not be done, see the message.%n";

    private Exit() {}
}
