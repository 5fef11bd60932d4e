package io.nifistreaming.nifi.poll;

import io.nifistreaming.poll.Observation;
import io.nifistreaming.poll.PollOutcome;
import java.util.List;

/**
 * What a poll saw, and was not worth telling.
 *
 * @param source the target's name as configured
 */
record UnchangedRows(String source, PollOutcome poll, List<Observation> rows) {
    UnchangedRows {
        rows = List.copyOf(rows);
    }
}
