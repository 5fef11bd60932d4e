package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCipherTest {
    private static final String KEY = "000102030405060708090A0B0C0D0E0F";

    @ParameterizedTest
    @ValueSource(strings = {KEY, KEY + "0011223344556677", KEY + KEY})
    void contentComesBackWithTheSameKey(String key) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int size : new int[] {0, 1, 15, 16, 17, 65_536, 65_537, 300_000}) {
            byte[] content = new byte[size];
            random.nextBytes(content);

            byte[] encrypted = encrypted(ContentCipher.ofHexKey(key), content, random);

            assertThat(decrypted(key, encrypted)).as("Seed " + seed).isEqualTo(content);
            assertThat(encrypted).hasSize(16 + 6 + size + 16);
        }
    }

    @Test
    void eachContentHasAVectorOfItsOwnAndNeverOneOfZeros() throws Exception {
        SecureRandom zerosFirst = new SecureRandom() {
            private static final long serialVersionUID = 1L;
            private byte next;

            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, next++);
            }
        };
        ContentCipher cipher = ContentCipher.ofHexKey(KEY, zerosFirst);

        assertThat(encrypted(cipher, new byte[3], new Random(1))).startsWith(filled(1));
        assertThat(encrypted(cipher, new byte[3], new Random(1))).startsWith(filled(2));
    }

    @Test
    void changedContentIsRecognised() throws Exception {
        byte[] encrypted = encrypted(ContentCipher.ofHexKey(KEY), new byte[100], new Random(1));
        encrypted[50] ^= 1;

        assertThatThrownBy(() -> decrypted(KEY, encrypted)).isInstanceOf(AEADBadTagException.class);
    }

    @Test
    void contentWhoseStreamFailedDoesNotPassForAWholeOne() throws Exception {
        ByteArrayOutputStream disk = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                if (size() + length > 50) {
                    throw new IllegalStateException("Disk full");
                }
                super.write(bytes, offset, length);
            }
        };
        OutputStream stream = ContentCipher.ofHexKey(KEY).encrypting(disk);
        stream.write(new byte[16]);
        int written = disk.size();

        assertThatThrownBy(() -> stream.write(new byte[64])).hasMessage("Disk full");
        stream.close();

        assertThat(disk.size()).isEqualTo(written);
        assertThatThrownBy(() -> stream.write(1)).isInstanceOf(IOException.class);
    }

    @Test
    void keyIsShownNowhere() {
        for (String key : new String[] {KEY + "0", "secretsecretsecretsecretsecret!!", "", null, "0"}) {
            assertThatThrownBy(() -> ContentCipher.ofHexKey(key))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("encryption key")
                    .message()
                    .doesNotContain("secret", KEY);
        }
        assertThat(ContentCipher.ofHexKey(KEY).toString()).doesNotContain(KEY);
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[16];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] encrypted(ContentCipher cipher, byte[] content, Random random) throws IOException {
        ByteArrayOutputStream encrypted = new ByteArrayOutputStream();
        try (OutputStream stream = cipher.encrypting(encrypted)) {
            for (int from = 0; from < content.length; ) {
                int piece = Math.min(content.length - from, 1 + random.nextInt(100_000));
                stream.write(content, from, piece);
                from += piece;
            }
        }
        return encrypted.toByteArray();
    }

    /** As EncryptContent does it: the vector up to its delimiter, then ciphertext and tag. */
    private static byte[] decrypted(String key, byte[] encrypted) throws GeneralSecurityException {
        assertThat(new String(encrypted, 16, 6, StandardCharsets.US_ASCII)).isEqualTo("NiFiIV");
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(HexFormat.of().parseHex(key), "AES"),
                new GCMParameterSpec(128, encrypted, 0, 16));
        return cipher.doFinal(encrypted, 22, encrypted.length - 22);
    }
}
