package io.nifistreaming.tail;

import java.util.Map;

/** {@code <34>}: eight times the facility, plus the severity. */
record SyslogPriority(int value) {
    private static final int MOST = 191;

    /** Null, with the cursor where it was, if the line has none. */
    static SyslogPriority read(TextCursor cursor) {
        int begin = cursor.index();
        if (cursor.skip('<')) {
            String digits = cursor.without("> ");
            long value = digits.length() > 3 ? -1 : Digits.whole(digits);
            if (value >= 0 && value <= MOST && cursor.skip('>')) {
                return new SyslogPriority((int) value);
            }
        }
        cursor.moveTo(begin);
        return null;
    }

    void putInto(Map<String, Object> fields) {
        fields.put("priority", value);
        fields.put("facility", value / 8);
        fields.put("severity", value % 8);
    }
}
