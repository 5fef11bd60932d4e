package io.nifistreaming.nifi.poll;

import io.nifistreaming.poll.PriceChangePolicy.Unit;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By how much a price may move: {@code 2.5%} or {@code 0.50} units of the currency.
 *
 * @param amount not negative
 */
record Margin(BigDecimal amount, Unit unit) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s*(%?)");

    /** @throws IllegalArgumentException with the reason, for other text */
    static Margin parse(String text) {
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) {
            throw new IllegalArgumentException("write a percentage such as 2.5%, or an amount such as 0.50");
        }
        return new Margin(new BigDecimal(form.group(1)), form.group(2).isEmpty() ? Unit.AMOUNT : Unit.PERCENT);
    }
}
