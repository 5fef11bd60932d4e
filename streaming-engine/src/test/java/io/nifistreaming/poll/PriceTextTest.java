package io.nifistreaming.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.poll.PriceFormat.DecimalSign;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            1.299,00 €          | 1299.00    | EUR
            $1,299.00           | 1299.00    | USD
            1 299,00            | 1299.00    |
            1\u00a0299,00 SEK   | 1299.00    | SEK
            1\u202f299,00 €     | 1299.00    | EUR
            1'299.00            | 1299.00    |
            CHF 1’299.–         | 1299       | CHF
            EUR 12.5            | 12.5       | EUR
            12.50 EUR           | 12.50      | EUR
            € 12,5              | 12.5       | EUR
            1.299,- €           | 1299       | EUR
            1.299,-- €          | 1299       | EUR
            499:- SEK           | 499        | SEK
            0.299 EUR           | 0.299      | EUR
            ,99 €               | 0.99       | EUR
            .995                | 0.995      |
            1299                | 1299       |
            1299.123            | 1299.123   |
            1.299.000           | 1299000    |
            1,299,000.50        | 1299000.50 |
            ₹1,29,900.00        | 129900.00  | INR
            ¥1,299 JPY          | 1299       | JPY
            ₩1,299              | 1299       | KRW
            Rs.500 INR          | 500        | INR
            US$ 12.00           | 12.00      | USD
            $12.00 CAD          | 12.00      | CAD
            R$ 1.299,90         | 1299.90    | BRL
            1 299,00 zł         | 1299.00    | PLN
            ١٢٫٥٠ EGP           | 12.50      | EGP
            0,00 €              | 0.00       | EUR
            Fr. 12.50           | 12.50      | CHF
            """)
    void readsWhatShopsShow(String text, BigDecimal amount, String currency) {
        PriceText read = PriceText.parse(text, PriceFormat.auto());

        assertThat(read).isEqualTo(new PriceText.Price(amount, currency));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "sold out",
                "€",
                "1.299",
                "1,299 €",
                "$1,299",
                "9.99 - 12.99",
                "9.99–12.99",
                "-5.00",
                "EUR -5",
                "2 for 10",
                "2x5",
                "from 12.99",
                "12.99 15.99",
                "1.29.00",
                "1,2,3",
                "12,34.56.78",
                "1.299,00.50",
                "12 €/kg",
                "10%",
                "1e5",
                "12.99 EUR USD",
                "€12 $13",
                "¥1299",
                "12 kr",
                "1..5",
                "1 2 3",
                "1'29",
                "12.",
                "0x10",
                "12:30"
            })
    void refusesWhatIsNoPriceOrCanBeReadInTwoWays(String text) {
        PriceText read = PriceText.parse(text, PriceFormat.auto());

        assertThat(read).isInstanceOf(PriceText.Refused.class);
    }

    @Test
    void aConfiguredDecimalSignSettlesWhatIsAmbiguous() {
        PriceText comma = PriceText.parse("1.299", new PriceFormat(DecimalSign.COMMA, null));
        PriceText dot = PriceText.parse("1.299", new PriceFormat(DecimalSign.DOT, null));

        assertThat(comma).isEqualTo(new PriceText.Price(new BigDecimal("1299"), null));
        assertThat(dot).isEqualTo(new PriceText.Price(new BigDecimal("1.299"), null));
    }

    @Test
    void theTargetsCurrencyFillsTheGapAndTellsDollarsAndCrownsApart() {
        assertThat(PriceText.parse("12.50", PriceFormat.auto("GBP"))).isEqualTo(price("12.50", "GBP"));
        assertThat(PriceText.parse("$12.50", PriceFormat.auto("CAD"))).isEqualTo(price("12.50", "CAD"));
        assertThat(PriceText.parse("1 299,00 kr", PriceFormat.auto("SEK"))).isEqualTo(price("1299.00", "SEK"));
        assertThat(PriceText.parse("¥129,900", PriceFormat.auto("JPY"))).isEqualTo(price("129900", "JPY"));
    }

    @Test
    void whatThePageNamesWinsOverTheTargetsCurrency() {
        assertThat(PriceText.parse("12.50 €", PriceFormat.auto("GBP"))).isEqualTo(price("12.50", "EUR"));
    }

    @Test
    void aRefusalQuotesNothingOfThePage() {
        PriceText read = PriceText.parse("hunter2 12.50", PriceFormat.auto());

        assertThat(read.toString()).doesNotContain("hunter2").contains("map a field");
    }

    @Test
    void anUnknownCurrencyIsRefusedByTheFormat() {
        assertThatThrownBy(() -> PriceFormat.auto("euro")).hasMessageContaining("ISO 4217");
    }

    @Test
    void everyAmountWrittenInAnyStyleIsReadBackExactly() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            BigDecimal amount = BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 2);
            char[] style = new char[][] {{'.', ','}, {',', '.'}, {' ', ','}, {'\'', '.'}}[random.nextInt(4)];
            String text = styled(amount, style[0], style[1]);

            PriceText read = PriceText.parse(text, PriceFormat.auto("EUR"));

            assertThat(read).as("seed %d, %s", seed, text).isEqualTo(new PriceText.Price(amount, "EUR"));
        }
    }

    private static String styled(BigDecimal amount, char group, char decimal) {
        String plain = amount.toPlainString();
        int point = plain.indexOf('.');
        StringBuilder text = new StringBuilder(plain.substring(0, point));
        for (int at = point - 3; at > 0; at -= 3) {
            text.insert(at, group);
        }
        return text.append(decimal).append(plain, point + 1, plain.length()).toString();
    }

    private static PriceText price(String amount, String currency) {
        return new PriceText.Price(new BigDecimal(amount), currency);
    }
}
