package io.nifistreaming.poll;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Turns the many signs of one trouble into one beginning and one end. */
final class TroubleBook {
    private final PollListener listener;
    private final Map<String, String> kinds = new HashMap<>();

    TroubleBook(PollListener listener) {
        this.listener = listener;
    }

    /** @param kind of the trouble: another kind about the same is another trouble */
    void sign(String about, String kind, String message) {
        String known = kinds.put(about, kind);
        if (Objects.equals(known, kind)) {
            return;
        }
        if (known != null) {
            listener.troubleEnded(about);
        }
        listener.troubleStarted(about, message);
    }

    void over(String about) {
        if (kinds.remove(about) != null) {
            listener.troubleEnded(about);
        }
    }

    /** What a poll's outcome says about its target; troubles of hosts are told by their lanes. */
    void outcome(PollOutcome outcome) {
        String about = "target " + outcome.target().name();
        if (outcome instanceof PollOutcome.Reject reject) {
            sign(about, reject.kind().text(), reject.message());
        } else if (outcome instanceof PollOutcome.Nothing) {
            over(about);
        } else if (outcome instanceof PollOutcome.Observed observed) {
            observed(about, observed);
        }
    }

    private void observed(String about, PollOutcome.Observed observed) {
        for (PageTrouble trouble : observed.troubles()) {
            if (trouble instanceof PageTrouble.Rejected page) {
                sign(about, page.kind().text(), page.message());
                return;
            }
            if (trouble instanceof PageTrouble.Cut) {
                sign(about, "cut", trouble.message());
                return;
            }
        }
        over(about);
    }
}
