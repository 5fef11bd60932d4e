package io.nifistreaming.delta;

import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.actions.SetTransaction;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a table holds of a source, in its log: a {@code txn} with the position after the last, and another with the
 * first. Two for each source for ever, however many commits there are.
 */
final class HeldRanges {
    private static final long ABSENT = -1;

    private HeldRanges() {}

    /** Reading it makes the transaction conflict with any other that moves the same source. */
    static Optional<Range> read(OptimisticTransaction transaction, SourceId source) {
        long next = transaction.txnVersion(next(source));
        long first = transaction.txnVersion(first(source));
        return next == ABSENT || first == ABSENT ? Optional.empty() : Optional.of(new Range(first, next));
    }

    static List<SetTransaction> moved(SourceStep step, long nowMillis) {
        List<SetTransaction> moved = new ArrayList<>();
        moved.add(new SetTransaction(next(step.source()), step.then().next(), Optional.of(nowMillis)));
        boolean same = step.held().isPresent()
                && step.held().get().first() == step.then().first();
        if (!same) {
            moved.add(new SetTransaction(first(step.source()), step.then().first(), Optional.of(nowMillis)));
        }
        return moved;
    }

    private static String next(SourceId source) {
        return "nifi-streaming/" + source;
    }

    private static String first(SourceId source) {
        return next(source) + "/first";
    }
}
