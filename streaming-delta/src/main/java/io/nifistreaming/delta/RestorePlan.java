package io.nifistreaming.delta;

import java.util.Objects;

/**
 * To which version a table goes back, and how.
 *
 * @param held what the table says afterwards of the ranges that came after that version
 */
public record RestorePlan(TableTime target, Held held, Effect effect) {
    /** What becomes of the ranges of sources that the table held. */
    public enum Held {
        /**
         * They stay held, though their rows go: nothing brings them back, neither a replay nor a consumer that goes on.
         */
        KEEP,
        /** They are as they were: ranges that came later are missing, and land again when somebody brings them. */
        RESTORE
    }

    /** Whether anything is done. */
    public enum Effect {
        /** What would be done is told. */
        DRY_RUN,
        COMMIT
    }

    public RestorePlan {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(held, "held");
        Objects.requireNonNull(effect, "effect");
    }
}
