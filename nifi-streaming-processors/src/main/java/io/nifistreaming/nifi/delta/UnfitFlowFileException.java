package io.nifistreaming.nifi.delta;

/** A flow file can't be written as it is. */
final class UnfitFlowFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String kind;

    UnfitFlowFileException(String kind, String message) {
        super(message);
        this.kind = kind;
    }

    String kind() {
        return kind;
    }
}
