package io.nifistreaming.poll;

import io.nifistreaming.poll.PriceFormat.DecimalSign;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Reads digits with group and decimal signs; refuses what can be read in two ways. */
final class PriceDigits {
    private static final Pattern PLAIN = Pattern.compile("[0-9]+");
    private static final Pattern ALLOWED = Pattern.compile("[0-9.,' ]+");

    /** Thousands, or lakhs and crores; one sign throughout, which the back reference sees to. */
    private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(?:([.,' ])[0-9]{2,3}(?:\\1[0-9]{2,3})*)?");

    private static final char NONE = 0;

    private final DecimalSign configured;
    private final boolean withoutFraction;

    PriceDigits(DecimalSign configured, boolean withoutFraction) {
        this.configured = configured;
        this.withoutFraction = withoutFraction;
    }

    /**
     * Reads the digits.
     *
     * @param text from the first digit to the last
     * @param shown the decimal sign that the text showed with no digits after it, as in {@code 1.299,-}; 0 if none
     */
    PriceText read(String text, char shown, String currency) {
        if (!ALLOWED.matcher(text).matches()) {
            return refused("it holds several numbers, or a range: map a field that holds the price alone");
        }
        char decimal = decimalSign(text, shown);
        if (decimal == '?') {
            return refused("its sign before three digits may begin a fraction or a group of thousands:"
                    + " configure the target's decimal sign");
        }
        int at = shown != NONE && !text.startsWith("0" + shown) || decimal == NONE ? -1 : text.indexOf(decimal);
        String whole = at < 0 ? text : text.substring(0, at);
        String fraction = at < 0 ? "" : text.substring(at + 1);
        if (!isWhole(whole) || !fraction.isEmpty() && !PLAIN.matcher(fraction).matches()) {
            return refused("its digits are not grouped as one number is: map a field that holds the price alone");
        }
        String plain = whole.replaceAll("[^0-9]", "");
        return new PriceText.Price(new BigDecimal(fraction.isEmpty() ? plain : plain + "." + fraction), currency);
    }

    private static boolean isWhole(String whole) {
        if (PLAIN.matcher(whole).matches()) {
            return true;
        }
        int length = whole.length();
        // The last group is always of three; groups before it may be of two, as in 1,29,900.
        return GROUPED.matcher(whole).matches()
                && PLAIN.matcher(whole.substring(length - 3)).matches()
                && !Character.isDigit(whole.charAt(length - 4));
    }

    /** The sign that begins the fraction; 0 if there is none, '?' if that can't be told. */
    private char decimalSign(String text, char shown) {
        if (shown != NONE) {
            return shown;
        }
        boolean dots = text.indexOf('.') >= 0;
        boolean commas = text.indexOf(',') >= 0;
        if (configured != DecimalSign.AUTO) {
            char sign = configured == DecimalSign.DOT ? '.' : ',';
            return text.indexOf(sign) >= 0 ? sign : NONE;
        }
        if (dots && commas) {
            return text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
        }
        if (!dots && !commas) {
            return NONE;
        }
        return onlySign(text, dots ? '.' : ',');
    }

    private char onlySign(String text, char sign) {
        int at = text.indexOf(sign);
        if (text.indexOf(sign, at + 1) >= 0) {
            return NONE;
        }
        boolean grouped = text.indexOf('\'') >= 0 || text.indexOf(' ') >= 0;
        boolean couldBeGroup = text.length() - at - 1 == 3 && at <= 3 && text.charAt(0) != '0' && !grouped;
        if (!couldBeGroup) {
            return sign;
        }
        return withoutFraction ? NONE : '?';
    }

    private static PriceText refused(String reason) {
        return new PriceText.Refused(reason);
    }
}
