package io.nifistreaming.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteSearchTest {
    @Test
    void findsTheFirstAtEveryPlaceOfAWordAndOutsideOfWholeWords() {
        ByteSearch search = new ByteSearch((byte) '\n');
        for (int length = 0; length < 40; length++) {
            for (int at = 0; at < length; at++) {
                byte[] bytes = new byte[length];
                bytes[at] = '\n';
                bytes[length - 1] = '\n';

                assertThat(search.next(bytes, 0, length)).isEqualTo(at);
                assertThat(search.next(bytes, at, length)).isEqualTo(at);
                assertThat(search.next(bytes, 0, at)).isEqualTo(-1);
            }
        }
    }

    @Test
    void agreesWithLookingAtEachByteWhateverTheBytesAre() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            // Neighbours of the wanted byte are what a careless carry would take for it.
            byte wanted = bytes.length == 0 ? 0 : (byte) (bytes[random.nextInt(bytes.length)] + random.nextInt(3) - 1);
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);

            assertThat(new ByteSearch(wanted).next(bytes, from, to))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(byteByByte(bytes, wanted, from, to));
        }
    }

    private static int byteByByte(byte[] bytes, byte wanted, int from, int to) {
        for (int index = from; index < to; index++) {
            if (bytes[index] == wanted) {
                return index;
            }
        }
        return -1;
    }
}
