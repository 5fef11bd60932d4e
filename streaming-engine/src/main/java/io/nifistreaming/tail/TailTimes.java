package io.nifistreaming.tail;

import java.time.Duration;

/**
 * How soon, how often, how long.
 *
 * @param look between looks at directories
 * @param relist after which a directory is listed even if it seems not to have changed
 * @param idle without change, after which a file is not looked at each time, but the less often the longer it is quiet
 * @param idleLook between looks at such a file, at most
 * @param rotationLinger without news, after which a rotated file is final and a missing one is given up
 * @param flush without news, after which the last event of a file is complete
 * @param settle without change, after which a file of the spool is complete
 * @param retention for which files that are gone are remembered
 */
public record TailTimes(
        Duration look,
        Duration relist,
        Duration idle,
        Duration idleLook,
        Duration rotationLinger,
        Duration flush,
        Duration settle,
        Duration retention) {
    /** An idle file is looked at again after this part of the time that it has been quiet for. */
    private static final int IDLE_SHARE = 10;

    public TailTimes {
        for (Duration each : new Duration[] {look, relist, idle, idleLook, rotationLinger, flush, settle, retention}) {
            if (each.isNegative()) {
                throw new IllegalArgumentException("A time of tailing is negative: " + each);
            }
        }
    }

    public static TailTimes defaults() {
        return new TailTimes(
                Duration.ofMillis(500),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofDays(7));
    }

    /** How long a file is left alone that has been quiet for so long: to look at thousands at each poll costs. */
    long untilNextLook(long quietMillis) {
        return quietMillis < idle.toMillis() ? 0 : Math.min(idleLook.toMillis(), quietMillis / IDLE_SHARE);
    }

    public TailTimes withRotationLinger(Duration other) {
        return new TailTimes(look, relist, idle, idleLook, other, flush, settle, retention);
    }

    public TailTimes withFlush(Duration other) {
        return new TailTimes(look, relist, idle, idleLook, rotationLinger, other, settle, retention);
    }

    public TailTimes withSettle(Duration other) {
        return new TailTimes(look, relist, idle, idleLook, rotationLinger, flush, other, retention);
    }

    public TailTimes withRetention(Duration other) {
        return new TailTimes(look, relist, idle, idleLook, rotationLinger, flush, settle, other);
    }
}
