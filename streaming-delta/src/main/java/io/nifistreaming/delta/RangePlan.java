package io.nifistreaming.delta;

import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.RangeSet;
import io.nifistreaming.origin.SourceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of offered ranges a table lacks. Pure.
 *
 * <p>A table holds one range of each source, since that is what its log has room for. What touches it, at either end,
 * is taken; what lies in it is a duplicate; what is cut off from it by a hole comes early, and waits for what fills
 * the hole.
 */
public final class RangePlan {
    /** What is to become of a range that comes before the one before it. */
    public enum Early {
        WAIT,
        /** Taken, and the hole counts as held: whatever fills it later is a duplicate. */
        TAKE_WITH_HOLE
    }

    /** A range that somebody wants to write. */
    public record Offer(SourceId source, Range range) {}

    /** What becomes of an offer. */
    public sealed interface Verdict {
        /** These parts of it are to be written; the rest the table holds. */
        record Take(List<Range> parts) implements Verdict {}

        /** The table holds all of it. */
        record Duplicate() implements Verdict {}

        /** It waits for what lies between. */
        record Wait(Range hole) implements Verdict {}
    }

    private final List<Verdict> verdicts;
    private final List<SourceStep> steps;
    private final Map<SourceId, List<Range>> holes;

    private RangePlan(List<Verdict> verdicts, List<SourceStep> steps, Map<SourceId, List<Range>> holes) {
        this.verdicts = verdicts;
        this.steps = List.copyOf(steps);
        this.holes = holes;
    }

    /** @param held what the table holds; nothing of sources that are not in it */
    public static RangePlan of(Map<SourceId, Range> held, List<Offer> offers, Early early) {
        Map<SourceId, List<Integer>> bySource = new LinkedHashMap<>();
        for (int index = 0; index < offers.size(); index++) {
            bySource.computeIfAbsent(offers.get(index).source(), fresh -> new ArrayList<>())
                    .add(index);
        }
        Verdict[] verdicts = new Verdict[offers.size()];
        List<SourceStep> steps = new ArrayList<>();
        Map<SourceId, List<Range>> holes = new LinkedHashMap<>();
        bySource.forEach((source, indexes) -> {
            Growth growth = new Growth(Optional.ofNullable(held.get(source)), offers, early);
            growth.judge(indexes, verdicts);
            growth.step(source).ifPresent(steps::add);
            if (!growth.holes.isEmpty()) {
                holes.put(source, List.copyOf(growth.holes));
            }
        });
        return new RangePlan(List.of(verdicts), steps, holes);
    }

    /** One for each offer, in their order. */
    public List<Verdict> verdicts() {
        return verdicts;
    }

    /** What the commit of all that is to be written moves. */
    public List<SourceStep> steps() {
        return steps;
    }

    /** What counts as held though it was never written. */
    public Map<SourceId, List<Range>> holes() {
        return holes;
    }

    /** What the table holds of one source, growing. */
    private static final class Growth {
        private final Optional<Range> before;
        private final List<Offer> offers;
        private final Early early;
        private final List<Range> holes = new ArrayList<>();
        private Range now;

        Growth(Optional<Range> before, List<Offer> offers, Early early) {
            this.before = before;
            this.offers = offers;
            this.early = early;
            this.now = before.orElse(null);
        }

        /** Upwards from what is held, then downwards. */
        void judge(List<Integer> indexes, Verdict[] verdicts) {
            List<Integer> sorted = new ArrayList<>(indexes);
            sorted.sort(Comparator.comparing(index -> offers.get(index).range()));
            List<Integer> below = new ArrayList<>();
            for (int index : sorted) {
                Range range = offers.get(index).range();
                if (now != null && range.next() < now.first()) {
                    below.add(index);
                } else {
                    verdicts[index] = judge(range);
                }
            }
            below.sort(Comparator.comparing(
                            (Integer index) -> offers.get(index).range().next())
                    .reversed());
            for (int index : below) {
                verdicts[index] = judge(offers.get(index).range());
            }
        }

        private Verdict judge(Range range) {
            if (now == null) {
                now = range;
                return range.isEmpty() ? new Verdict.Duplicate() : new Verdict.Take(List.of(range));
            }
            Optional<Range> hole = hole(range);
            if (hole.isPresent() && early == Early.WAIT) {
                return new Verdict.Wait(hole.get());
            }
            List<Range> missing = RangeSet.of(now).missing(range);
            hole.ifPresent(holes::add);
            now = new Range(Math.min(now.first(), range.first()), Math.max(now.next(), range.next()));
            return missing.isEmpty() ? new Verdict.Duplicate() : new Verdict.Take(missing);
        }

        private Optional<Range> hole(Range range) {
            if (range.first() > now.next()) {
                return Optional.of(new Range(now.next(), range.first()));
            }
            return range.next() < now.first() ? Optional.of(new Range(range.next(), now.first())) : Optional.empty();
        }

        Optional<SourceStep> step(SourceId source) {
            boolean grown = now != null && !now.isEmpty() && !Optional.of(now).equals(before);
            return grown ? Optional.of(new SourceStep(source, before, now)) : Optional.empty();
        }
    }
}
