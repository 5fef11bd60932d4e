package io.nifistreaming.shop;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * Who sells.
 *
 * @param name first part of its paths, as in {@code /alpha/products}
 * @param perEuro its currency's worth: units for one euro
 */
public record Competitor(String name, Currency currency, BigDecimal perEuro, Temper temper) {

    static Competitor of(String name, String currency, String perEuro, Temper temper) {
        return new Competitor(name, Currency.getInstance(currency), new BigDecimal(perEuro), temper);
    }

    /** The price with exactly the decimals that the currency has (none for the yen). */
    BigDecimal price(long minor) {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
    }

    /** The other way round; refuses a price with more decimals than the currency has. */
    long minor(BigDecimal price) {
        try {
            return price.setScale(currency.getDefaultFractionDigits())
                    .unscaledValue()
                    .longValueExact();
        } catch (ArithmeticException tooPrecise) {
            throw new IllegalArgumentException("The price " + price.toPlainString() + " does not fit " + currency
                    + ", which has " + currency.getDefaultFractionDigits() + " decimals");
        }
    }
}
