package io.nifistreaming.sandbox.part;

import io.nifistreaming.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The key that NiFi encrypts sensitive values with: made once per sandbox, readable by its owner alone. */
final class SensitiveKey {
    private static final int BYTES = 24;

    private SensitiveKey() {}

    /** The key in {@code file}, which is created if need be. */
    static String of(Path file) {
        try {
            if (Files.exists(file) && !Files.readString(file).isBlank()) {
                return Files.readString(file).strip();
            }
            byte[] bytes = new byte[BYTES];
            new SecureRandom().nextBytes(bytes);
            String key = HexFormat.of().formatHex(bytes);
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
                Files.createFile(
                        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(fresh, key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            // Renamed when complete: half a key would make everything NiFi has encrypted unreadable.
            Files.move(fresh, file);
            return key;
        } catch (IOException e) {
            throw new SandboxException("Cannot keep NiFi's key in " + file + ": " + e.getMessage(), e);
        }
    }
}
