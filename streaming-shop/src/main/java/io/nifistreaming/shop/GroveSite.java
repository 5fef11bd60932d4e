package io.nifistreaming.shop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The whole listing as CSV (RFC 4180, with a header line). */
final class GroveSite implements Site {
    private final Competitor competitor = Competitor.of("grove", "CHF", "0.95", Temper.CALM);

    @Override
    public Competitor competitor() {
        return competitor;
    }

    @Override
    public Paging paging() {
        return new Paging.Whole();
    }

    @Override
    public Traits traits() {
        return new Traits(true, true, true, false);
    }

    @Override
    public String contentType() {
        return "text/csv; charset=utf-8";
    }

    @Override
    public void write(Page page, Links links, OutputStream out) throws IOException {
        StringBuilder csv = new StringBuilder("sku,title,price,currency,in_stock,url\r\n");
        for (Listed offer : page.items()) {
            csv.append(offer.sku()).append(',');
            csv.append('"')
                    .append(offer.product().title().replace("\"", "\"\""))
                    .append("\",");
            csv.append(offer.price().toPlainString()).append(',').append(offer.currency());
            csv.append(',').append(offer.offer().inStock()).append(',');
            csv.append(links.product(offer)).append("\r\n");
        }
        out.write(csv.toString().getBytes(StandardCharsets.UTF_8));
    }
}
