package io.nifistreaming.delta;

import java.time.Duration;
import java.util.Objects;

/**
 * What a vacuum may delete.
 *
 * @param retention versions that were the newest within so long can be read afterwards
 * @param unknownAge files of which no version tells are younger while somebody may be writing them
 * @param shortRetention whether the retention may be shorter than the table's own
 */
public record VacuumPlan(Duration retention, Duration unknownAge, ShortRetention shortRetention, Effect effect) {
    /** The least that {@code unknownAge} may be: no writer takes so long for a version. */
    public static final Duration LEAST_UNKNOWN_AGE = Duration.ofHours(1);

    /** What becomes of a retention that is shorter than the table's own. */
    public enum ShortRetention {
        REFUSE,
        /** Somebody has said that nobody reads old versions. */
        CONFIRMED
    }

    /** Whether anything is done. */
    public enum Effect {
        /** What would be deleted is told. */
        DRY_RUN,
        DELETE
    }

    public VacuumPlan {
        Objects.requireNonNull(shortRetention, "shortRetention");
        Objects.requireNonNull(effect, "effect");
        if (retention.isNegative() || unknownAge.compareTo(LEAST_UNKNOWN_AGE) < 0) {
            throw new IllegalArgumentException("Files that no version tells of are kept for " + LEAST_UNKNOWN_AGE
                    + " at least, since somebody may be writing them, and nothing is kept for less than no time");
        }
    }

    /** As Delta does it: seven days. */
    public static VacuumPlan defaults() {
        return new VacuumPlan(Duration.ofDays(7), Duration.ofDays(1), ShortRetention.REFUSE, Effect.DELETE);
    }

    public VacuumPlan withEffect(Effect other) {
        return new VacuumPlan(retention, unknownAge, shortRetention, other);
    }

    public VacuumPlan confirmed(Duration other) {
        return new VacuumPlan(other, unknownAge, ShortRetention.CONFIRMED, effect);
    }
}
