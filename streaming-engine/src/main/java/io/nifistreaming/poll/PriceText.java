package io.nifistreaming.poll;

import java.math.BigDecimal;
import java.util.Objects;

/** What a price string means. */
public sealed interface PriceText {
    /**
     * Understood.
     *
     * @param amount exact, never negative, with the digits that the text shows
     * @param currency the ISO 4217 code that the text names, else the one of the format; null if neither does
     */
    record Price(BigDecimal amount, String currency) implements PriceText {
        public Price {
            Objects.requireNonNull(amount, "amount");
        }
    }

    /** Not a price, or one that can be read in two ways; the reason tells what to do, and quotes nothing. */
    record Refused(String reason) implements PriceText {}

    /**
     * Reads price strings as shops show them: {@code 1.299,00 €}, {@code $1,299.00}, {@code 1'299.–}, {@code EUR 12.5}.
     * Ranges, several numbers, negative amounts and ambiguous forms are refused rather than guessed.
     */
    static PriceText parse(String text, PriceFormat format) {
        return new PriceTextParser(format).parse(text);
    }
}
