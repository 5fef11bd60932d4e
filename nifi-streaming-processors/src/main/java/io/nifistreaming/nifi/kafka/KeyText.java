package io.nifistreaming.nifi.kafka;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How keys are written as text. */
enum KeyText {
    UTF_8,
    HEX,
    NONE;

    static KeyText of(String choice) {
        return switch (choice) {
            case ConsumeKafkaStreamProperties.HEX -> HEX;
            case ConsumeKafkaStreamProperties.NONE -> NONE;
            default -> UTF_8;
        };
    }

    /** Null for no key, or if keys aren't written. */
    String text(byte[] key) {
        if (key == null || this == NONE) {
            return null;
        }
        return this == HEX ? HexFormat.of().formatHex(key) : new String(key, StandardCharsets.UTF_8);
    }
}
