package io.nifistreaming.poll;

import java.util.Objects;

/**
 * What is known beforehand about the prices of one target.
 *
 * @param decimal which sign begins the fraction
 * @param currency ISO 4217 code where the page names none, and to tell dollars, crowns and yen apart; null if unknown
 */
public record PriceFormat(DecimalSign decimal, String currency) {
    /** Which sign begins the fraction. */
    public enum DecimalSign {
        /** Told from the text itself; where that is impossible, as in {@code 1.299}, the price is refused. */
        AUTO,
        /** {@code 1,299.00} */
        DOT,
        /** {@code 1.299,00} */
        COMMA
    }

    public PriceFormat {
        Objects.requireNonNull(decimal, "decimal");
        if (currency != null && !CurrencyMarks.isCode(currency)) {
            throw new IllegalArgumentException(
                    "Currency must be an ISO 4217 code in capitals such as EUR, not '" + currency + "'");
        }
    }

    public static PriceFormat auto() {
        return new PriceFormat(DecimalSign.AUTO, null);
    }

    public static PriceFormat auto(String currency) {
        return new PriceFormat(DecimalSign.AUTO, currency);
    }
}
