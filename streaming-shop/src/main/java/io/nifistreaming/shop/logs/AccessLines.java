package io.nifistreaming.shop.logs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Lines of a web server in the combined format; the number is in the query. */
final class AccessLines implements LogLines {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);
    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
            "curl/8.9.1");
    private static final int[] STATUS = {200, 200, 200, 200, 200, 200, 304, 302, 404, 500};

    private final long run;
    private final Random random;

    AccessLines(long run, Random random) {
        this.run = run;
        this.random = random;
    }

    @Override
    public String line(long number, Instant at) {
        int status = STATUS[random.nextInt(STATUS.length)];
        return String.format(
                Locale.ROOT,
                "192.0.2.%d - - [%s] \"GET /products/SKU-%05d?run=%d&seq=%d HTTP/1.1\" %d %d \"%s\" \"%s\"",
                1 + random.nextInt(254),
                TIME.format(at),
                1 + random.nextInt(2_000),
                run,
                number,
                status,
                status == 304 ? 0 : 500 + random.nextInt(20_000),
                random.nextInt(3) == 0 ? "https://shop.example/" : "-",
                AGENTS.get(random.nextInt(AGENTS.size())));
    }
}
