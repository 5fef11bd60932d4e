package io.nifistreaming.nifi.poll;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import io.nifistreaming.poll.PageTrouble;
import io.nifistreaming.poll.PollOutcome;
import io.nifistreaming.poll.PriceChange;
import io.nifistreaming.poll.RejectedRow;
import io.nifistreaming.store.Batch;
import io.nifistreaming.store.Durability;
import io.nifistreaming.store.KeyedStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is to be handed over, in the store until it is known to have been. Entries leave it in the order they came, with
 * the same numbers and the same bytes however often.
 */
final class Outbox {
    /** What is rejected counts apart, one number a flow file, since it goes to dead letters as a whole. */
    private static final String ROWS = "!rows";

    private static final String PAGES = "!pages";

    private static final String FAILURE = "!failure";

    private final KeyedStore store;
    private final int maxRecords;
    private final long generation;
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
    private long nextSequence;

    private Outbox(KeyedStore store, int maxRecords, long generation) {
        this.store = store;
        this.maxRecords = maxRecords;
        this.generation = generation;
        store.scan(LedgerCodec.OUTBOX, (key, value) -> {
            nextSequence = LedgerCodec.sequence(key) + 1;
            return true;
        });
    }

    /**
     * Opens the outbox in a store.
     *
     * @param maxRecords in one entry
     * @param newGeneration taken, and kept in the store, if the store is new: positions of a store that was lost have
     *     nothing to do with those of its successor
     */
    static Outbox open(KeyedStore store, int maxRecords, long newGeneration) {
        long generation = store.get(LedgerCodec.GENERATION)
                .map(LedgerCodec::number)
                .orElseGet(() -> {
                    store.write(
                            new Batch().put(LedgerCodec.GENERATION, LedgerCodec.number(newGeneration)),
                            Durability.POWER);
                    return newGeneration;
                });
        return new Outbox(store, maxRecords, generation);
    }

    long generation() {
        return generation;
    }

    List<OutboxEntry> prices(Batch batch, String source, PollOutcome poll, List<PriceChange> changes) {
        List<OutboxEntry> entries = new ArrayList<>();
        Numbers numbers = new Numbers(source);
        for (int from = 0; from < changes.size(); from += maxRecords) {
            List<PriceChange> some = changes.subList(from, Math.min(changes.size(), from + maxRecords));
            Map<String, String> attributes = attributes(source, poll, some.size());
            byte[] content =
                    bytes(out -> PriceRecordJson.changes(some, poll.facts().url(), out));
            entries.add(entry(OutboxEntry.Kind.PRICES, numbers.take(some.size()), poll, attributes, content));
        }
        return put(batch, numbers, entries);
    }

    List<OutboxEntry> rejectedRows(Batch batch, String source, PollOutcome poll, List<RejectedRow> rows) {
        List<OutboxEntry> entries = new ArrayList<>();
        Numbers numbers = new Numbers(source + ROWS);
        for (int from = 0; from < rows.size(); from += maxRecords) {
            List<RejectedRow> some = rows.subList(from, Math.min(rows.size(), from + maxRecords));
            Map<String, String> attributes = attributes(source, poll, some.size());
            RejectedRow first = some.get(0);
            attributes.put(PollAttributes.ERROR_KIND, first.kind().text());
            attributes.put(
                    PollAttributes.ERROR_MESSAGE,
                    some.size() == 1 ? first.message() : some.size() + " rows; the first: " + first.message());
            byte[] content =
                    bytes(out -> PriceRecordJson.rejected(some, poll.target().competitor(), out));
            entries.add(entry(OutboxEntry.Kind.INVALID, numbers.take(1), poll, attributes, content));
        }
        return put(batch, numbers, entries);
    }

    List<OutboxEntry> rejectedPages(
            Batch batch, String source, PollOutcome poll, List<? extends PageTrouble> troubles) {
        List<OutboxEntry> entries = new ArrayList<>();
        Numbers numbers = new Numbers(source + PAGES);
        for (PageTrouble trouble : troubles) {
            if (trouble instanceof PageTrouble.Rejected page) {
                Map<String, String> attributes = attributes(source, poll, 1);
                attributes.remove(PollAttributes.RECORD_COUNT);
                attributes.put(PollAttributes.URL, page.url());
                attributes.put(PollAttributes.ERROR_KIND, page.kind().text());
                attributes.put(PollAttributes.ERROR_MESSAGE, page.message());
                String type = page.evidence().contentType();
                attributes.put(PollAttributes.MIME_TYPE, type.isEmpty() ? "application/octet-stream" : type);
                attributes.put(
                        PollAttributes.PAGE_SIZE, Long.toString(page.evidence().size()));
                entries.add(entry(
                        OutboxEntry.Kind.INVALID,
                        numbers.take(1),
                        poll,
                        attributes,
                        page.evidence().bytes()));
            }
        }
        return put(batch, numbers, entries);
    }

    List<OutboxEntry> failure(Batch batch, String source, PollOutcome.Failed poll) {
        Numbers numbers = new Numbers(source + FAILURE);
        Map<String, String> attributes = attributes(source, poll, 1);
        attributes.remove(PollAttributes.RECORD_COUNT);
        attributes.put(PollAttributes.MIME_TYPE, "text/plain");
        attributes.put(PollAttributes.ERROR_KIND, "unreachable");
        attributes.put(PollAttributes.ERROR_MESSAGE, poll.message());
        byte[] content = poll.message().getBytes(UTF_8);
        List<OutboxEntry> entries = new ArrayList<>();
        entries.add(entry(OutboxEntry.Kind.FAILURE, numbers.take(1), poll, attributes, content));
        return put(batch, numbers, entries);
    }

    /** The next entries that nobody is handing over at the moment. */
    List<OutboxEntry> pending(int most) {
        List<OutboxEntry> entries = new ArrayList<>();
        store.scan(LedgerCodec.OUTBOX, (key, value) -> {
            if (underWay.add(LedgerCodec.sequence(key))) {
                entries.add(LedgerCodec.entry(key, value));
            }
            return entries.size() < most;
        });
        return entries;
    }

    /** They were handed over for good. */
    void delivered(List<OutboxEntry> entries) {
        Batch batch = new Batch();
        entries.forEach(entry -> batch.delete(LedgerCodec.outbox(entry.sequence())));
        // A deletion that is lost with the power only brings a replay, which is recognised.
        store.write(batch, Durability.PROCESS);
        entries.forEach(entry -> underWay.remove(entry.sequence()));
    }

    /** They were not handed over, and are {@link #pending} again. */
    void undelivered(List<OutboxEntry> entries) {
        entries.forEach(entry -> underWay.remove(entry.sequence()));
    }

    private OutboxEntry entry(
            OutboxEntry.Kind kind,
            Numbered numbered,
            PollOutcome poll,
            Map<String, String> attributes,
            byte[] content) {
        Instant time = poll.facts().startedAt().plus(poll.facts().took());
        return new OutboxEntry(
                nextSequence++,
                kind,
                numbered.source(),
                numbered.range(),
                time,
                poll.facts().took().toMillis(),
                attributes,
                content);
    }

    private List<OutboxEntry> put(Batch batch, Numbers numbers, List<OutboxEntry> entries) {
        for (OutboxEntry entry : entries) {
            underWay.add(entry.sequence());
            batch.put(LedgerCodec.outbox(entry.sequence()), LedgerCodec.entry(entry));
        }
        if (!entries.isEmpty()) {
            batch.put(LedgerCodec.nextNumber(numbers.source), LedgerCodec.number(numbers.next));
        }
        return entries;
    }

    private static Map<String, String> attributes(String source, PollOutcome poll, int records) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put(PollAttributes.TARGET, source);
        attributes.put(PollAttributes.COMPETITOR, poll.target().competitor());
        attributes.put(PollAttributes.URL, poll.facts().url());
        attributes.put(PollAttributes.RECORD_COUNT, Integer.toString(records));
        attributes.put(PollAttributes.MIME_TYPE, PollAttributes.JSON_LINES);
        return attributes;
    }

    /** Writes into memory. */
    private interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private record Numbered(SourceId source, Range range) {}

    /** The numbering of one source, as the batch under way goes on. */
    private final class Numbers {
        private final String source;
        private long next;

        Numbers(String source) {
            this.source = source;
            this.next = store.get(LedgerCodec.nextNumber(source))
                    .map(LedgerCodec::number)
                    .orElse(0L);
        }

        Numbered take(int count) {
            long first = next;
            next += count;
            return new Numbered(new SourceId(OriginKind.HTTP, source, generation), new Range(first, next));
        }
    }
}
