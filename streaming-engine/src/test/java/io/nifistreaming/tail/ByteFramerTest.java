package io.nifistreaming.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.tail.RecordFramer.Ending;
import io.nifistreaming.tail.RecordFramer.Framed;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is long enough to be counted in strips, against counting one by one. */
class ByteFramerTest {
    private static final int LENGTH = 20_011;

    @ParameterizedTest
    @ValueSource(bytes = {'\n', '\r', 0, 0x7F, -128, -1})
    void nothingButDelimitersIsCounted(byte delimiter) {
        byte[] bytes = new byte[LENGTH];
        Arrays.fill(bytes, delimiter);

        Framed framed = new ByteFramer(delimiter).frame(bytes, 3, LENGTH, Ending.OPEN, Integer.MAX_VALUE);

        assertThat(framed).isEqualTo(new Framed(LENGTH - 3, LENGTH - 3));
    }

    @ParameterizedTest
    @ValueSource(bytes = {'\n', '\r', 0, 0x7F, -128, -1})
    void bytesThatDifferInOneBitAreNotTaken(byte delimiter) {
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            byte[] bytes = new byte[LENGTH];
            Arrays.fill(bytes, (byte) (delimiter ^ 1 << bit));
            bytes[LENGTH - 1] = delimiter;

            Framed framed = new ByteFramer(delimiter).frame(bytes, 0, LENGTH, Ending.OPEN, Integer.MAX_VALUE);

            assertThat(framed).as("bit %d", bit).isEqualTo(new Framed(LENGTH, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void asManyRecordsAreTakenAsAreAskedFor(long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        for (int index = 0; index < LENGTH; index++) {
            bytes[index] = random.nextInt(1 + (int) seed) == 0 ? (byte) '\n' : bytes[index];
        }
        for (int round = 0; round < 200; round++) {
            int from = random.nextInt(LENGTH);
            int most = 1 + random.nextInt(LENGTH);

            Framed framed = new LfFramer().frame(bytes, from, LENGTH, Ending.OPEN, most);

            assertThat(framed).as("%d from %d", most, from).isEqualTo(oneByOne(bytes, from, most));
        }
    }

    private static Framed oneByOne(byte[] bytes, int from, int most) {
        int end = from;
        int records = 0;
        for (int index = from; index < bytes.length && records < most; index++) {
            if (bytes[index] == '\n') {
                records++;
                end = index + 1;
            }
        }
        return new Framed(end - from, records);
    }
}
