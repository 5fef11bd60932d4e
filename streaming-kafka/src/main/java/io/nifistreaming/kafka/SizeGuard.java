package io.nifistreaming.kafka;

import io.nifistreaming.kafka.ClusterView.TopicState;
import io.nifistreaming.kafka.KafkaGateway.SendLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * Finds records that are too large before they are sent: a record that fails in a transaction costs the transaction.
 * Computes what Kafka's producer and broker compute (record format 2).
 */
final class SizeGuard {
    private static final int BATCH_OVERHEAD = 61;
    private static final int RECORD_OVERHEAD_AT_MOST = 21;
    private static final int VARINTS_AT_MOST = 10;

    private final long requestLimit;
    private final long batchLimit;
    private final long harmless;

    SizeGuard(SendLimits limits, TopicState topic) {
        this.requestLimit = limits.maxRequestBytes();
        this.batchLimit = limits.compressed() ? Long.MAX_VALUE : topic.maxMessageBytes();
        this.harmless = Math.min(requestLimit, batchLimit) / 2 - 4_096;
    }

    /** Why the record is too large; null if it is not. */
    String tooLarge(byte[] key, byte[] value, List<Header> headers) {
        long payload = length(key) + length(value);
        if (payload < harmless && headers.size() < 8) {
            long quick = payload;
            for (Header header : headers) {
                quick += length(header.value()) + 3L * header.key().length();
            }
            if (quick < harmless) {
                return null;
            }
        }
        long fields = fields(key, value, headers);
        long atMost = BATCH_OVERHEAD + RECORD_OVERHEAD_AT_MOST + fields;
        if (atMost > requestLimit) {
            return "The record takes up to " + atMost + " bytes, and the client's max.request.size is " + requestLimit
                    + ": raise it (and the topic's max.message.bytes), or split the record";
        }
        long batch = BATCH_OVERHEAD + body(fields) + sizeOfVarint(body(fields));
        if (batch > batchLimit) {
            return "The record takes " + batch + " bytes, and the topic's max.message.bytes is " + batchLimit
                    + ": raise it, or split the record";
        }
        return null;
    }

    private static long body(long fields) {
        int attributesTimestampAndOffset = 3;
        return attributesTimestampAndOffset + fields;
    }

    private static long fields(byte[] key, byte[] value, List<Header> headers) {
        long size = field(key) + field(value) + sizeOfVarint(headers.size());
        for (Header header : headers) {
            int name = header.key().getBytes(StandardCharsets.UTF_8).length;
            size += sizeOfVarint(name) + name + field(header.value());
        }
        return size;
    }

    private static long field(byte[] bytes) {
        return bytes == null ? 1 : sizeOfVarint(bytes.length) + bytes.length;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** Zigzag: one bit of seven goes to the sign. */
    private static int sizeOfVarint(long number) {
        int size = 1;
        long rest = number << 1;
        while ((rest >>>= 7) != 0) {
            size++;
        }
        return Math.min(size, VARINTS_AT_MOST);
    }
}
