package io.nifistreaming.nifi.kafka;

/** A short text that a regular expression can't look at for ever: some take years on the wrong 40 characters. */
final class ImpatientText implements CharSequence {
    private static final int MOST_STEPS = 100_000;

    private final String text;
    private int steps;

    ImpatientText(String text) {
        this.text = text;
    }

    /** The expression looked at too many characters. */
    static final class TooManyStepsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyStepsException() {
            super("Too many steps", null, false, false);
        }
    }

    @Override
    public char charAt(int index) {
        if (++steps > MOST_STEPS) {
            throw new TooManyStepsException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return text.subSequence(from, to);
    }

    @Override
    public String toString() {
        return text;
    }
}
