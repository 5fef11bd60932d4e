package io.nifistreaming.nifi.poll;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import io.nifistreaming.poll.PriceChangeState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The bytes of the ledger's keys and values. Values begin with the version of their form. */
final class LedgerCodec {
    private static final byte VERSION = 1;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    static final byte[] GENERATION = key("m/generation");
    static final byte[] OUTBOX = key("o/");

    private LedgerCodec() {}

    /** Before all products of a source; names hold no NUL, which {@link #name} sees to. */
    static byte[] products(String source) {
        return key("p/" + name(source) + "\0");
    }

    static byte[] product(String source, String sku) {
        return key("p/" + name(source) + "\0" + sku);
    }

    static String sku(byte[] key, String source) {
        int prefix = products(source).length;
        return new String(key, prefix, key.length - prefix, UTF_8);
    }

    static byte[] nextNumber(String source) {
        return key("n/" + name(source));
    }

    static byte[] outbox(long sequence) {
        return ByteBuffer.allocate(OUTBOX.length + Long.BYTES)
                .put(OUTBOX)
                .putLong(sequence)
                .array();
    }

    static long sequence(byte[] outboxKey) {
        return ByteBuffer.wrap(outboxKey, OUTBOX.length, Long.BYTES).getLong();
    }

    static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static long number(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }

    static byte[] state(PriceChangeState state) {
        return versioned(json(state), new byte[0]);
    }

    static PriceChangeState state(byte[] value) {
        return parsed(header(value), PriceChangeState.class);
    }

    /** What an outbox entry holds beside its content. */
    private record EntryHeader(
            OutboxEntry.Kind kind,
            String originKind,
            String id,
            long generation,
            long first,
            long next,
            String time,
            long tookMillis,
            Map<String, String> attributes) {}

    static byte[] entry(OutboxEntry entry) {
        EntryHeader header = new EntryHeader(
                entry.kind(),
                entry.source().kind().text(),
                entry.source().id(),
                entry.source().generation(),
                entry.range().first(),
                entry.range().next(),
                entry.time().toString(),
                entry.tookMillis(),
                new TreeMap<>(entry.attributes()));
        return versioned(json(header), entry.content());
    }

    static OutboxEntry entry(byte[] key, byte[] value) {
        byte[] headerBytes = header(value);
        EntryHeader header = parsed(headerBytes, EntryHeader.class);
        int start = 1 + Integer.BYTES + headerBytes.length;
        byte[] content = new byte[value.length - start];
        System.arraycopy(value, start, content, 0, content.length);
        return new OutboxEntry(
                sequence(key),
                header.kind(),
                new SourceId(OriginKind.ofText(header.originKind()), header.id(), header.generation()),
                new Range(header.first(), header.next()),
                Instant.parse(header.time()),
                header.tookMillis(),
                header.attributes(),
                content);
    }

    private static byte[] versioned(byte[] header, byte[] content) {
        return ByteBuffer.allocate(1 + Integer.BYTES + header.length + content.length)
                .put(VERSION)
                .putInt(header.length)
                .put(header)
                .put(content)
                .array();
    }

    private static byte[] header(byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        byte version = bytes.get();
        if (version != VERSION) {
            throw new IllegalStateException("The store was written by a newer version of this processor (form "
                    + version + "): use that version, or another Store Directory");
        }
        byte[] header = new byte[bytes.getInt()];
        bytes.get(header);
        return header;
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static <T> T parsed(byte[] json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (IOException damaged) {
            throw new UncheckedIOException("An entry of the store can't be read: use another Store Directory", damaged);
        }
    }

    private static String name(String source) {
        return source.replace('\0', ' ');
    }

    private static byte[] key(String text) {
        return text.getBytes(UTF_8);
    }
}
