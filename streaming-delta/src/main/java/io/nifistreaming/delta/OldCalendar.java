package io.nifistreaming.delta;

import java.time.LocalDate;
import java.util.Map;

/**
 * Days before 15 October 1582 in files of Spark 2, which counted them by the Julian calendar. Files of others, and of
 * Spark 3, count by the calendar that the rest of the world uses.
 */
enum OldCalendar {
    /** The file counts as everybody does. */
    NONE,
    /** What lies before the change of calendars is not to be trusted. */
    JULIAN;

    private static final long CHANGE = LocalDate.of(1582, 10, 15).toEpochDay();
    private static final long MICROS_OF_DAY = 86_400_000_000L;

    /** As Spark has marked the file. */
    static OldCalendar of(Map<String, String> metadata) {
        return metadata.containsKey("org.apache.spark.legacyDateTime")
                        || metadata.containsKey("org.apache.spark.legacyINT96")
                ? JULIAN
                : NONE;
    }

    int days(int days) {
        check(days);
        return days;
    }

    long micros(long micros) {
        check(Math.floorDiv(micros, MICROS_OF_DAY));
        return micros;
    }

    private void check(long days) {
        if (this == JULIAN && days < CHANGE) {
            throw new UnsupportedTableException("A data file of Spark 2 has times before 15 October 1582, counted by "
                    + "the Julian calendar: rewrite the table with Spark 3 or later");
        }
    }
}
