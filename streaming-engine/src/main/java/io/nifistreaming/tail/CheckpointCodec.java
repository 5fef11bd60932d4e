package io.nifistreaming.tail;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The line {@code v1 state=live path=/var/log/a.log offset=120 …}, which an operator can read. */
final class CheckpointCodec {
    private static final String VERSION = "v1";

    private CheckpointCodec() {}

    static String encode(Checkpoint checkpoint) {
        FileIdentity identity = checkpoint.identity();
        Place place = checkpoint.place();
        Position position = checkpoint.position();
        StringBuilder line = new StringBuilder(VERSION);
        field(line, "state", lower(place.state()));
        field(line, "name", escaped(place.name().toString()));
        field(line, "path", escaped(place.path().toString()));
        field(line, "form", lower(place.form()));
        field(line, "offset", Long.toString(position.offset()));
        field(line, "size", Long.toString(place.lastSize()));
        field(line, "changed", Instant.ofEpochMilli(place.changedMillis()).toString());
        field(line, "id", identity.id());
        field(line, "generation", Long.toString(identity.generation()));
        field(line, "device", Long.toString(place.device()));
        field(line, "inode", Long.toString(place.inode()));
        field(line, "birth", Long.toString(place.birthMillis()));
        Fingerprint fingerprint = identity.fingerprint();
        field(line, "fingerprint", fingerprint.length() + ":" + Long.toHexString(fingerprint.hash()));
        field(line, "tail", Long.toHexString(position.tail()));
        Written written = place.written();
        if (written.isKnown()) {
            field(line, "written", written.size() + "@" + Instant.ofEpochMilli(written.millis()));
        }
        return line.toString();
    }

    static Checkpoint decode(String line) {
        Map<String, String> fields = fields(line);
        String[] fingerprint = required(fields, "fingerprint").split(":", -1);
        if (fingerprint.length != 2) {
            throw new IllegalArgumentException("Not a checkpoint: fingerprint of '" + line + "'");
        }
        try {
            return new Checkpoint(
                    new FileIdentity(
                            required(fields, "id"),
                            number(fields, "generation"),
                            new Fingerprint(
                                    Integer.parseInt(fingerprint[0]), Long.parseUnsignedLong(fingerprint[1], 16))),
                    place(fields),
                    new Position(number(fields, "offset"), Long.parseUnsignedLong(required(fields, "tail"), 16)));
        } catch (java.time.format.DateTimeParseException e) {
            throw new IllegalArgumentException("Not a checkpoint: time of '" + line + "'", e);
        }
    }

    private static Place place(Map<String, String> fields) {
        return new Place(
                Path.of(unescaped(required(fields, "name"))),
                Path.of(unescaped(required(fields, "path"))),
                Form.valueOf(required(fields, "form").toUpperCase(Locale.ROOT)),
                Place.State.valueOf(required(fields, "state").toUpperCase(Locale.ROOT)),
                number(fields, "device"),
                number(fields, "inode"),
                number(fields, "birth"),
                number(fields, "size"),
                Instant.parse(required(fields, "changed")).toEpochMilli(),
                written(fields.get("written")));
    }

    /** Earlier releases didn't save it. */
    private static Written written(String field) {
        if (field == null) {
            return Written.UNKNOWN;
        }
        int at = field.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("Not a checkpoint: written of '" + field + "'");
        }
        return new Written(
                Long.parseLong(field.substring(0, at)),
                Instant.parse(field.substring(at + 1)).toEpochMilli());
    }

    private static Map<String, String> fields(String line) {
        String[] words = line.split(" ", -1);
        if (!words[0].equals(VERSION)) {
            throw new IllegalArgumentException("Checkpoint '" + line + "' is not of version " + VERSION
                    + ": it was written by a newer release; go back to that, or clear the state and read again");
        }
        Map<String, String> fields = new HashMap<>();
        for (int index = 1; index < words.length; index++) {
            int equals = words[index].indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("Not a checkpoint: '" + line + "'");
            }
            fields.put(words[index].substring(0, equals), words[index].substring(equals + 1));
        }
        return fields;
    }

    private static void field(StringBuilder line, String name, String value) {
        line.append(' ').append(name).append('=').append(value);
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static String required(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Checkpoint without " + name + ": " + fields);
        }
        return value;
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(required(fields, name));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if (c <= ' ' || c == '%' || c == 0x7F) {
                escaped.append(String.format("%%%02X", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if (c == '%' && index + 2 < text.length()) {
                plain.append((char) Integer.parseInt(text.substring(index + 1, index + 3), 16));
                index += 2;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
