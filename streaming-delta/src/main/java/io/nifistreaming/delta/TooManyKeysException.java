package io.nifistreaming.delta;

/** The keys of a source take more memory than they may. */
final class TooManyKeysException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int input;

    TooManyKeysException(int input) {
        super("The keys of the rows that are merged take more memory than they may");
        this.input = input;
    }

    /** While reading which it was noticed. */
    int input() {
        return input;
    }
}
