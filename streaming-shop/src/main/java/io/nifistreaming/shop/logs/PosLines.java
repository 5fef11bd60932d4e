package io.nifistreaming.shop.logs;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Lines of a till: {@code 2026-11-20T10:00:00.123Z INFO pos-01 run=17 seq=12 store=Berlin …}. */
final class PosLines implements LogLines {
    private static final List<String> STORES = List.of("Berlin", "Hamburg", "München", "Köln");
    private static final List<String> PAYMENTS = List.of("card", "cash", "voucher", "phone");

    private final String till;
    private final long run;
    private final Random random;

    PosLines(String till, long run, Random random) {
        this.till = till;
        this.run = run;
        this.random = random;
    }

    @Override
    public String line(long number, Instant at) {
        int what = random.nextInt(100);
        String head = String.format(
                Locale.ROOT, "%s %s %s run=%d seq=%d", at, what < 97 ? "INFO" : "ERROR", till, run, number);
        if (what >= 97) {
            return head + " printer: out of paper";
        }
        int cents = 99 + random.nextInt(49_900);
        return String.format(
                Locale.ROOT,
                "%s sale store=%s cashier=%d items=%d total=%d.%02d currency=EUR payment=%s",
                head,
                STORES.get(Math.floorMod(till.hashCode(), STORES.size())),
                10 + random.nextInt(20),
                1 + random.nextInt(12),
                cents / 100,
                cents % 100,
                PAYMENTS.get(random.nextInt(PAYMENTS.size())));
    }
}
