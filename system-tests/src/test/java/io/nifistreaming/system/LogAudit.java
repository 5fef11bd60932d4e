package io.nifistreaming.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.system.TopicLog.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Compares what a topic holds with what was written to the logs. */
final class LogAudit {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private LogAudit() {}

    /**
     * Waits for the last lines. Then each series is in the topic from 1 to its last line, each once; earlier ones have
     * neither gap nor double.
     */
    static void assertThatAllIsThere(Map<String, Long> last, TopicLog topic, Function<Entry, String> textOf) {
        Map<String, BitSet> seen = new TreeMap<>();
        List<String> doubles = new ArrayList<>();
        int[] judged = {0};
        RunningSandbox.await(PATIENCE, "the topic holds the last lines: " + last, () -> {
            List<Entry> entries = topic.refresh();
            for (; judged[0] < entries.size(); judged[0]++) {
                Entry entry = entries.get(judged[0]);
                NumberedLines.Line line = NumberedLines.in(textOf.apply(entry))
                        .orElseThrow(() -> new AssertionError("No written line: " + entry));
                BitSet numbers = seen.computeIfAbsent(line.series(), absent -> new BitSet());
                if (numbers.get(line.number())) {
                    doubles.add(line + " again at " + entry.place());
                }
                numbers.set(line.number());
            }
            return last.entrySet().stream().allMatch(end -> seen.getOrDefault(end.getKey(), new BitSet())
                    .get(end.getValue().intValue()));
        });
        assertThat(doubles).as("lines that are there twice").isEmpty();
        seen.forEach((series, numbers) -> {
            int first = last.containsKey(series) ? 1 : numbers.nextSetBit(0);
            assertThat(numbers.nextClearBit(first))
                    .as("the first line of %s that is missing, or else the one after the last", series)
                    .isEqualTo(last.containsKey(series) ? last.get(series).intValue() + 1 : numbers.length());
        });
    }

    /** No range of a file, or of a generation of it, comes after a later one of the same in the same partition. */
    static void assertThatEachFileIsInOrder(List<Entry> entries) {
        Map<String, Entry> before = new HashMap<>();
        for (Entry entry : entries) {
            assertThat(entry.source()).startsWith("file/");
            Entry earlier = before.put(entry.partition() + " " + entry.source(), entry);
            if (earlier != null && entry.first() < earlier.next()) {
                throw new AssertionError(entry.place() + " [" + entry.first() + ", " + entry.next() + ") comes after "
                        + earlier.place() + " [" + earlier.first() + ", " + earlier.next() + ") of " + entry.source());
            }
        }
    }
}
