package io.nifistreaming.poll;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What one logical poll, all requests and pages together, came to. The target rests until the outcome is confirmed or
 * released; {@link #next()} may be saved once the effects are safe.
 */
public sealed interface PollOutcome {
    PollTarget target();

    PollFacts facts();

    /** The cursor from which polling goes on once this outcome is safe. */
    PollCursor next();

    /**
     * Something was seen.
     *
     * @param rows in the order of requests and pages as they came
     * @param rejected rows that were seen, and not understood; they are not missing
     * @param unchanged SKUs whose own request answered 304; they are not missing
     * @param coverage whether a product of the target that is in none of the three is missing
     * @param troubles of single pages; those rejected belong to {@code invalid}
     */
    record Observed(
            PollTarget target,
            List<Observation> rows,
            List<RejectedRow> rejected,
            Set<String> unchanged,
            Coverage coverage,
            List<PageTrouble> troubles,
            PollFacts facts,
            PollCursor next)
            implements PollOutcome {
        public Observed {
            rows = List.copyOf(rows);
            rejected = List.copyOf(rejected);
            unchanged = Set.copyOf(unchanged);
            troubles = List.copyOf(troubles);
        }
    }

    /** Every page answered 304: all is as at the last confirmed poll, and what was missing then is missing still. */
    record Nothing(PollTarget target, PollFacts facts, PollCursor next) implements PollOutcome {}

    /** The peer wants to be left alone, and nothing was seen before it said so. */
    record Wait(PollTarget target, Instant until, String reason, PollFacts facts, PollCursor next)
            implements PollOutcome {}

    /** No page was usable, and asking again would bring the same. At least one page. */
    record Reject(PollTarget target, List<PageTrouble.Rejected> pages, PollFacts facts, PollCursor next)
            implements PollOutcome {
        public Reject {
            pages = List.copyOf(pages);
            if (pages.isEmpty()) {
                throw new IllegalArgumentException("A reject without a rejected page");
            }
        }

        public RejectKind kind() {
            return pages.get(0).kind();
        }

        public String message() {
            return pages.get(0).message();
        }
    }

    /** No page came; backs off. */
    record Failed(PollTarget target, String message, PollFacts facts, PollCursor next) implements PollOutcome {}
}
