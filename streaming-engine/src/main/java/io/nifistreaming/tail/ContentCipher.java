package io.nifistreaming.tail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts contents in the form that NiFi's EncryptContent decrypts with Key Derivation Function {@code NONE},
 * Encryption Algorithm {@code AES_GCM} and the same raw key: 16 bytes of initialisation vector, {@code NiFiIV}, the
 * AES/GCM ciphertext and its tag of 16 bytes. The key is shown nowhere, also not in messages.
 */
public final class ContentCipher {
    private static final byte[] VECTOR_END = "NiFiIV".getBytes(StandardCharsets.US_ASCII);
    private static final int VECTOR_BYTES = 16;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random;

    private ContentCipher(SecretKey key, SecureRandom random) {
        this.key = key;
        this.random = random;
    }

    /** @param hexKey 32, 48 or 64 hexadecimal digits: a key of 128, 192 or 256 bits */
    public static ContentCipher ofHexKey(String hexKey) {
        return ofHexKey(hexKey, new SecureRandom());
    }

    static ContentCipher ofHexKey(String hexKey, SecureRandom random) {
        String digits = hexKey == null ? "" : hexKey.strip();
        if (!digits.matches("[0-9A-Fa-f]*")) {
            throw new IllegalArgumentException(
                    "The encryption key holds characters that are no hexadecimal digits: write it with 0-9 and a-f");
        }
        if (digits.length() != 32 && digits.length() != 48 && digits.length() != 64) {
            throw new IllegalArgumentException("The encryption key has " + digits.length()
                    + " hexadecimal digits: AES needs 32, 48 or 64 of them");
        }
        return new ContentCipher(new SecretKeySpec(HexFormat.of().parseHex(digits), "AES"), random);
    }

    /**
     * A stream that encrypts what is written to it. The tag that makes the content valid is written by {@code close},
     * which also closes the stream beneath; a content whose stream failed can't be decrypted.
     */
    public OutputStream encrypting(OutputStream to) throws IOException {
        byte[] vector = vector();
        to.write(vector);
        to.write(VECTOR_END);
        return new EncryptingStream(to, cipher(vector));
    }

    private Cipher cipher(byte[] vector) throws IOException {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, vector));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IOException("This Java can't encrypt with AES/GCM: check its security providers", e);
        }
    }

    /** New for each content. EncryptContent takes one of zeros for none. */
    private byte[] vector() {
        byte[] vector = new byte[VECTOR_BYTES];
        do {
            random.nextBytes(vector);
        } while (Arrays.equals(vector, new byte[VECTOR_BYTES]));
        return vector;
    }

    @Override
    public String toString() {
        return "AES/GCM";
    }
}
