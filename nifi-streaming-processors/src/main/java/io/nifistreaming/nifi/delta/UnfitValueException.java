package io.nifistreaming.nifi.delta;

/** A value can't be held by its column. The message names the field and why, and not the value. */
final class UnfitValueException extends Exception {
    private static final long serialVersionUID = 1L;

    UnfitValueException(String message) {
        super(message);
    }
}
