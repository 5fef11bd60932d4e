package io.nifistreaming.poll;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a price string into amount and currency mark; see {@link PriceText#parse}. */
final class PriceTextParser {
    private static final int LONGEST = 64;

    /** Everything before the first digit, from there to the last digit, and everything after. */
    private static final Pattern PARTS = Pattern.compile("([^0-9]*)([0-9](?:.*[0-9])?)([^0-9]*)");

    /** Swiss, German and Scandinavian shops write a dash for a fraction of nothing. */
    private static final Pattern NO_FRACTION = Pattern.compile("([.,]):?-{1,2}");

    private static final Pattern DASH_AFTER_COLON = Pattern.compile(":-");

    private final PriceFormat format;

    PriceTextParser(PriceFormat format) {
        this.format = format;
    }

    PriceText parse(String text) {
        if (text.length() > LONGEST) {
            return refused(
                    "the text is longer than " + LONGEST + " characters: map a field that holds the price alone");
        }
        Matcher parts = PARTS.matcher(normalised(text));
        if (!parts.matches()) {
            return refused("there is no digit in it: map the field that holds the price");
        }
        String before = parts.group(1).strip();
        String digits = parts.group(2);
        String after = parts.group(3).strip();
        char shown = 0;
        Matcher noFraction = NO_FRACTION.matcher(after);
        if (noFraction.lookingAt()) {
            shown = noFraction.group(1).charAt(0);
            after = after.substring(noFraction.end()).strip();
        } else if (DASH_AFTER_COLON.matcher(after).lookingAt()) {
            after = after.substring(2).strip();
        }
        if (before.contains("-") || after.contains("-")) {
            return refused("it is negative or a range, and a price is neither");
        }
        if (before.equals(".") || before.equals(",")) {
            digits = "0" + before + digits;
            shown = before.charAt(0);
            before = "";
        }
        return priced(digits, shown, marks(before, after));
    }

    private PriceText priced(String digits, char shownDecimal, List<String> marks) {
        String currency = format.currency();
        List<String> meanings = null;
        for (String mark : marks) {
            List<String> these = CurrencyMarks.meanings(mark);
            if (these.isEmpty()) {
                return refused("there are words beside the number: map a field that holds the price alone");
            }
            meanings = meanings == null ? these : common(meanings, these);
        }
        if (meanings != null) {
            if (meanings.isEmpty()) {
                return refused("it names two currencies");
            }
            currency = chosen(meanings);
            if (currency.isEmpty()) {
                return refused("its currency sign has several meanings: configure the target's currency");
            }
        }
        return new PriceDigits(format.decimal(), CurrencyMarks.isWithoutFraction(currency))
                .read(digits, shownDecimal, currency);
    }

    private String chosen(List<String> meanings) {
        return format.currency() != null && meanings.contains(format.currency()) ? format.currency() : meanings.get(0);
    }

    private static List<String> common(List<String> some, List<String> others) {
        List<String> common = new ArrayList<>(some);
        common.retainAll(others);
        return common;
    }

    private static List<String> marks(String before, String after) {
        List<String> marks = new ArrayList<>();
        for (String side : List.of(before, after)) {
            for (String word : side.split("[ :*]+", -1)) {
                if (!word.isEmpty()) {
                    marks.add(word);
                }
            }
        }
        return marks;
    }

    /** ASCII digits, plain spaces, one kind of apostrophe and dash; invisible marks taken out. */
    private static String normalised(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char sign = text.charAt(index);
            if (Character.isDigit(sign)) {
                plain.append((char) ('0' + Character.digit(sign, 10)));
            } else if (Character.isWhitespace(sign) || Character.isSpaceChar(sign)) {
                plain.append(' ');
            } else if (Character.getType(sign) != Character.FORMAT) {
                plain.append(plainSign(sign));
            }
        }
        return plain.toString().strip();
    }

    private static char plainSign(char sign) {
        return switch (sign) {
            case '’', 'ʼ', '‘', '´', '`', '٬', '＇' -> '\'';
            case '−', '–', '—', '‐', '‑', '‒' -> '-';
            case '٫' -> '.';
            case '，' -> ',';
            case '．' -> '.';
            case '＄', '﹩' -> '$';
            default -> sign;
        };
    }

    private static PriceText refused(String reason) {
        return new PriceText.Refused(reason);
    }
}
