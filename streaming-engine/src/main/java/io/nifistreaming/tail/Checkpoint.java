package io.nifistreaming.tail;

import java.util.HexFormat;
import java.util.Objects;

/** What must be known of one content to go on with it after a restart. */
public record Checkpoint(FileIdentity identity, Place place, Position position) {
    public Checkpoint {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(position, "position");
    }

    /** Names the content among all that are tracked; short enough for a key of NiFi's state. */
    public String key() {
        String text = identity.id() + "#" + identity.generation();
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return "file." + HexFormat.of().toHexDigits(Fingerprinter.hash(bytes, 0, bytes.length));
    }

    /** One readable line. */
    public String encode() {
        return CheckpointCodec.encode(this);
    }

    /** @throws IllegalArgumentException if the line is not what {@link #encode()} wrote, or of a newer version */
    public static Checkpoint decode(String line) {
        return CheckpointCodec.decode(line);
    }
}
