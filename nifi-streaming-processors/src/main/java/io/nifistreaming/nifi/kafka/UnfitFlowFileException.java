package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.RejectKind;

/** A flow file whose attributes say nothing that could be published; found before anything is sent. */
final class UnfitFlowFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectKind kind;

    UnfitFlowFileException(RejectKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    RejectKind kind() {
        return kind;
    }
}
