package io.nifistreaming.tail;

/** English months of three letters. */
final class Months {
    private static final String NAMES = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private Months() {}

    /** 1 to 12, or 0 where no month's name stands. */
    static int number(String text, int from) {
        for (int month = 0; month < 12; month++) {
            if (text.regionMatches(from, NAMES, 3 * month, 3)) {
                return month + 1;
            }
        }
        return 0;
    }
}
