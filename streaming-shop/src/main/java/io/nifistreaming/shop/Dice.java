package io.nifistreaming.shop;

/** Randomness as a pure function: the same question always gets the same answer, in any order and on any thread. */
final class Dice {
    private final long seed;

    Dice(long seed) {
        this.seed = seed;
    }

    /** A number from 0 to {@code sides - 1} that depends on the seed, the subject, and the two numbers alone. */
    int roll(String subject, long first, long second, int sides) {
        long bits = mix(mix(mix(seed ^ subject.hashCode()) ^ first) ^ (second * 0x9E3779B97F4A7C15L));
        return (int) Long.remainderUnsigned(bits, sides);
    }

    /** SplitMix64's finisher: every input bit reaches every output bit. */
    private static long mix(long value) {
        long bits = value + 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }
}
