package io.nifistreaming.poll;

import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which currencies a sign or word beside an amount may mean. */
final class CurrencyMarks {
    private static final Set<String> CODES = codes();

    private static final List<String> CROWNS = List.of("", "SEK", "NOK", "DKK", "ISK");

    /** Lower-case mark to codes; the first is what it means by itself, empty if that would be a guess. */
    private static final Map<String, List<String>> MARKS = Map.ofEntries(
            Map.entry("€", List.of("EUR")),
            Map.entry("eur", List.of("EUR")),
            Map.entry("euro", List.of("EUR")),
            Map.entry("euros", List.of("EUR")),
            Map.entry("$", List.of("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD", "CLP", "COP", "ARS")),
            Map.entry("us$", List.of("USD")),
            Map.entry("c$", List.of("CAD")),
            Map.entry("ca$", List.of("CAD")),
            Map.entry("a$", List.of("AUD")),
            Map.entry("au$", List.of("AUD")),
            Map.entry("nz$", List.of("NZD")),
            Map.entry("s$", List.of("SGD")),
            Map.entry("hk$", List.of("HKD")),
            Map.entry("mx$", List.of("MXN")),
            Map.entry("nt$", List.of("TWD")),
            Map.entry("r$", List.of("BRL")),
            Map.entry("£", List.of("GBP", "EGP")),
            Map.entry("¥", List.of("", "JPY", "CNY")),
            Map.entry("円", List.of("JPY")),
            Map.entry("元", List.of("CNY")),
            Map.entry("kr", CROWNS),
            Map.entry("kr.", CROWNS),
            Map.entry("fr", List.of("CHF")),
            Map.entry("fr.", List.of("CHF")),
            Map.entry("sfr.", List.of("CHF")),
            Map.entry("zł", List.of("PLN")),
            Map.entry("kč", List.of("CZK")),
            Map.entry("ft", List.of("HUF")),
            Map.entry("lei", List.of("RON", "MDL")),
            Map.entry("лв", List.of("BGN")),
            Map.entry("лв.", List.of("BGN")),
            Map.entry("₽", List.of("RUB")),
            Map.entry("руб.", List.of("RUB")),
            Map.entry("₴", List.of("UAH")),
            Map.entry("₺", List.of("TRY")),
            Map.entry("₹", List.of("INR")),
            Map.entry("rs", List.of("", "INR", "PKR", "LKR", "NPR")),
            Map.entry("rs.", List.of("", "INR", "PKR", "LKR", "NPR")),
            Map.entry("₩", List.of("KRW")),
            Map.entry("₪", List.of("ILS")),
            Map.entry("₫", List.of("VND")),
            Map.entry("฿", List.of("THB")),
            Map.entry("₦", List.of("NGN")),
            Map.entry("₱", List.of("PHP")));

    private CurrencyMarks() {}

    /** Whether this is the code of a currency, in capitals. */
    static boolean isCode(String text) {
        return CODES.contains(text);
    }

    /**
     * The codes that a mark may mean, the likeliest first ({@code ""} where none is likelier); empty for other text.
     * Codes count in capitals only: {@code all}, {@code try} and {@code top} are words.
     */
    static List<String> meanings(String mark) {
        if (isCode(mark)) {
            return List.of(mark);
        }
        return MARKS.getOrDefault(mark.toLowerCase(Locale.ROOT).replace('￥', '¥'), List.of());
    }

    /** Whether amounts in this currency have no fraction, so that {@code 1,299} can only be a thousand and more. */
    static boolean isWithoutFraction(String code) {
        return code != null && Currency.getInstance(code).getDefaultFractionDigits() == 0;
    }

    private static Set<String> codes() {
        Set<String> codes = new HashSet<>();
        for (Currency currency : Currency.getAvailableCurrencies()) {
            codes.add(currency.getCurrencyCode());
        }
        return Set.copyOf(codes);
    }
}
