package io.nifistreaming.kafka.testing;

/** The simulated process is dead: nothing that it still does has any effect. */
public final class KilledError extends Error {
    private static final long serialVersionUID = 1L;

    public KilledError() {
        super("The simulated process was killed");
    }
}
