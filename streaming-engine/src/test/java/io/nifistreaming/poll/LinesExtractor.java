package io.nifistreaming.poll;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads "sku price" lines, skips JSON; "?sku" is a row it rejects, "?" one without a sku, and "!" spoils the page. */
final class LinesExtractor implements PriceExtractor {
    @Override
    public Extraction extract(PollTarget target, HttpAnswer answer) {
        List<Observation> rows = new ArrayList<>();
        List<RejectedRow> rejected = new ArrayList<>();
        for (String line : new String(answer.body(), StandardCharsets.UTF_8).split("\n", -1)) {
            if (line.startsWith("!")) {
                return new Extraction.Unexpected(RejectKind.SCHEMA_GONE, "not the page it was");
            }
            if (line.startsWith("?")) {
                String sku = line.length() == 1 ? null : line.substring(1);
                rejected.add(new RejectedRow(sku, RejectKind.BAD_VALUE, "no price", line));
            } else if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith("{")) {
                String[] parts = line.split(" ", -1);
                BigDecimal price = new BigDecimal(parts[1]);
                rows.add(new Observation(
                        target.competitor(), parts[0], null, price, "EUR", true, null, answer.receivedAt(), Map.of()));
            }
        }
        return new Extraction.Rows(rows, rejected);
    }
}
