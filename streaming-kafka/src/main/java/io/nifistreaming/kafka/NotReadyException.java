package io.nifistreaming.kafka;

import io.nifistreaming.kafka.SendFailures.Verdict;

/** Publishing can't begin yet, for a reason that no Kafka exception tells well enough. */
final class NotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Verdict.Later later;

    NotReadyException(WaitReason reason, String message, Throwable cause) {
        super(message, cause);
        this.later = new Verdict.Later(reason, message);
    }

    Verdict.Later later() {
        return later;
    }
}
