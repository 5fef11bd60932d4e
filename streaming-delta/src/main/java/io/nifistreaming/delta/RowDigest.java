package io.nifistreaming.delta;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Tells rows apart by 128 bits of SHA-256 of their values. For one thread. */
final class RowDigest {
    /** What stands for a row. */
    record Digest(long high, long low) {
        /** Which of so many parts of all rows it belongs to. */
        int part(int parts) {
            return (int) Long.remainderUnsigned(high, parts);
        }
    }

    private final MessageDigest digest;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    RowDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Each Java has SHA-256", absent);
        }
    }

    /** Of the values at these positions, in their order. */
    Digest of(Object[] row, int[] positions) {
        bytes.reset();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            for (int position : positions) {
                write(out, row[position]);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        ByteBuffer result = ByteBuffer.wrap(digest.digest(bytes.toByteArray()));
        return new Digest(result.getLong(), result.getLong());
    }

    private static void write(DataOutputStream out, Object value) throws IOException {
        if (value == null) {
            out.writeByte(0);
        } else if (value instanceof byte[] raw) {
            bytes(out, 1, raw);
        } else if (value instanceof String text) {
            bytes(out, 1, text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Double || value instanceof Float) {
            out.writeByte(2);
            out.writeLong(Double.doubleToLongBits(((Number) value).doubleValue()));
        } else if (value instanceof BigDecimal decimal) {
            bytes(out, 3, decimal.unscaledValue().toByteArray());
        } else if (value instanceof Number number) {
            out.writeByte(4);
            out.writeLong(number.longValue());
        } else if (value instanceof Boolean truth) {
            out.writeByte(truth ? 5 : 6);
        } else if (value instanceof Map<?, ?> map) {
            map(out, map);
        } else {
            List<?> parts = value instanceof List<?> list ? list : Arrays.asList((Object[]) value);
            out.writeByte(7);
            out.writeInt(parts.size());
            for (Object part : parts) {
                write(out, part);
            }
        }
    }

    private static void bytes(DataOutputStream out, int tag, byte[] raw) throws IOException {
        out.writeByte(tag);
        out.writeInt(raw.length);
        out.write(raw);
    }

    /** Its entries have no order. */
    private static void map(DataOutputStream out, Map<?, ?> map) throws IOException {
        List<byte[]> entries = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            ByteArrayOutputStream one = new ByteArrayOutputStream();
            DataOutputStream within = new DataOutputStream(one);
            write(within, entry.getKey());
            write(within, entry.getValue());
            entries.add(one.toByteArray());
        }
        entries.sort(Arrays::compare);
        out.writeByte(8);
        out.writeInt(entries.size());
        for (byte[] entry : entries) {
            out.write(entry);
        }
    }
}
