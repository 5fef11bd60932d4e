package io.nifistreaming.shop;

/** A competitor, product, failure mode or parameter that does not exist. Its message is fit to be shown. */
public final class UnknownName extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnknownName(String message) {
        super(message);
    }
}
