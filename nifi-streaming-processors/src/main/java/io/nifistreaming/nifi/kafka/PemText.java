package io.nifistreaming.nifi.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.nifi.components.Validator;

/** PEM material, given as the text itself or as the path of a file that holds it. */
final class PemText {
    private static final String BEGIN = "-----BEGIN ";
    private static final int LARGEST = 1 << 20;

    static final Validator VALIDATOR = Checks.of(PemText::read);

    private PemText() {}

    /**
     * The PEM text.
     *
     * @throws IllegalArgumentException where there is none; never quotes what was given, which may be a key
     */
    static String read(String given) {
        String trimmed = given.trim();
        if (trimmed.startsWith(BEGIN)) {
            return trimmed;
        }
        if (trimmed.isEmpty() || trimmed.indexOf('\n') >= 0) {
            throw noPem();
        }
        try {
            Path file = Path.of(trimmed);
            if (!Files.isRegularFile(file)) {
                throw noPem();
            }
            if (Files.size(file) > LARGEST) {
                throw new IllegalArgumentException("the file is larger than 1 MB, so it is no PEM file");
            }
            String text = Files.readString(file);
            int begin = text.indexOf(BEGIN);
            if (begin < 0) {
                throw new IllegalArgumentException("the file holds no PEM text (nothing begins with '" + BEGIN + "')");
            }
            return text.substring(begin).trim();
        } catch (InvalidPathException malformed) {
            throw noPem();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "the file can't be read (" + unreadable.getClass().getSimpleName()
                            + "): give NiFi's user the right to read it",
                    unreadable);
        }
    }

    private static IllegalArgumentException noPem() {
        return new IllegalArgumentException(
                "it is neither PEM text, which begins with '" + BEGIN + "', nor the path of a file on this machine");
    }
}
