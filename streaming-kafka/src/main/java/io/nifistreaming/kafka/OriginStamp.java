package io.nifistreaming.kafka;

import io.nifistreaming.origin.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The headers of the records of one publication: its constant ones and the origin with the record's own sub-range.
 * Constants are encoded once; the returned list is overwritten by the next call.
 */
final class OriginStamp {
    private final List<Header> headers;
    private final int constants;
    private final boolean stamps;
    private long lastNumber = -1;
    private byte[] lastDigits = {};

    OriginStamp(Lineage lineage, List<Header> constantHeaders, OriginHeaders wanted) {
        this.headers = new ArrayList<>(constantHeaders);
        this.stamps = wanted == OriginHeaders.ALL;
        if (stamps) {
            headers.add(text(Origin.KIND, lineage.source().kind().text()));
            headers.add(text(Origin.ID, lineage.source().id()));
            headers.add(text(Origin.GENERATION, Long.toString(lineage.source().generation())));
        }
        this.constants = headers.size();
    }

    List<Header> stamp(long first, long next, List<Header> more) {
        while (headers.size() > constants) {
            headers.remove(headers.size() - 1);
        }
        if (stamps) {
            headers.add(new RecordHeader(Origin.FIRST, digits(first)));
            headers.add(new RecordHeader(Origin.NEXT, digits(next)));
        }
        headers.addAll(more);
        return headers;
    }

    /** Where one record ends the next begins, so every second number is at hand. */
    private byte[] digits(long number) {
        if (number == lastNumber) {
            return lastDigits;
        }
        int length = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            length++;
        }
        byte[] digits = new byte[length];
        long rest = number;
        for (int index = length - 1; index >= 0; index--) {
            digits[index] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        lastNumber = number;
        lastDigits = digits;
        return digits;
    }

    private static Header text(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
