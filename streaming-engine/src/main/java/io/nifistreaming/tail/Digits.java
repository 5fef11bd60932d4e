package io.nifistreaming.tail;

/** Numbers at known places. */
final class Digits {
    private Digits() {}

    /** The number that so many ASCII digits make, -1 if they are others. */
    static int at(String text, int from, int count) {
        if (from + count > text.length()) {
            return -1;
        }
        int number = 0;
        for (int index = from; index < from + count; index++) {
            char digit = text.charAt(index);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }

    /** All of it as a number of at most 18 digits, -1 if it is none. */
    static long whole(String text) {
        if (text.isEmpty() || text.length() > 18) {
            return -1;
        }
        for (int index = 0; index < text.length(); index++) {
            if (text.charAt(index) < '0' || text.charAt(index) > '9') {
                return -1;
            }
        }
        return Long.parseLong(text);
    }
}
