package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.ClusterView.TopicState;
import io.nifistreaming.kafka.KafkaGateway.SendLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;

class SizeGuardTest {
    private final Random random = new Random(7);

    @Test
    void theClientsLimitIsTheSameToTheByteAsKafkasOwn() {
        for (int round = 0; round < 2_000; round++) {
            byte[] key = random.nextInt(4) == 0 ? null : new byte[random.nextInt(300)];
            byte[] value = new byte[random.nextInt(70_000)];
            List<Header> headers = headers();
            int kafkas = AbstractRecords.estimateSizeInBytesUpperBound(
                    RecordBatch.CURRENT_MAGIC_VALUE, CompressionType.NONE, key, value, headers.toArray(new Header[0]));

            assertThat(guard(kafkas, Long.MAX_VALUE).tooLarge(key, value, headers))
                    .isNull();
            assertThat(guard(kafkas - 1, Long.MAX_VALUE).tooLarge(key, value, headers))
                    .contains("max.request.size is " + (kafkas - 1));
        }
    }

    @Test
    void theBrokersLimitIsTheSameToTheByteAsTheBatchThatTheBrokerSees() {
        for (int round = 0; round < 2_000; round++) {
            byte[] key = random.nextInt(4) == 0 ? null : new byte[random.nextInt(300)];
            byte[] value = new byte[random.nextInt(70_000)];
            List<Header> headers = headers();
            int batch = MemoryRecords.withRecords(
                            Compression.NONE, new SimpleRecord(0L, key, value, headers.toArray(new Header[0])))
                    .sizeInBytes();

            assertThat(guard(10_000_000, batch).tooLarge(key, value, headers)).isNull();
            assertThat(guard(10_000_000, batch - 1).tooLarge(key, value, headers))
                    .contains("max.message.bytes is " + (batch - 1));
        }
    }

    private static SizeGuard guard(long request, long batch) {
        return new SizeGuard(new SendLimits(request, false), new TopicState(1, batch, false));
    }

    private List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        for (int index = random.nextInt(12); index > 0; index--) {
            byte[] value = random.nextInt(5) == 0
                    ? null
                    : "é".repeat(random.nextInt(50)).getBytes(StandardCharsets.UTF_8);
            headers.add(new RecordHeader("näme".repeat(1 + random.nextInt(40)), value));
        }
        return headers;
    }
}
