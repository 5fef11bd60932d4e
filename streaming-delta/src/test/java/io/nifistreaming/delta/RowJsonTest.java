package io.nifistreaming.delta;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowJsonTest {
    @Test
    void eachTypeIsReadable() {
        String line = new RowJson(AllTypes.SCHEMA).line(AllTypes.most());

        assertThat(line)
                .contains("\"text\":\"z😀\"", "\"long\":9223372036854775807", "\"double\":\"NaN\"", "\"truth\":true")
                .contains("\"bytes\":\"YW55IAAgYnl0ZXM=\"", "\"day\":\"9999-12-31\"")
                .contains("\"time\":\"9999-12-31T23:59:59.999999Z\"", "\"middle\":0.0001")
                .contains("\"large\":9999999999999999999999999999.9999999999", "\"list\":[\"x\",null,\"\"]")
                .contains("\"map\":{\"b\":[1,null],\"a\":null}", "\"days\":{\"1970-01-08\":{\"name\":null")
                .contains("\"shop\":{\"name\":null,\"opened\":\"1970-01-03\",\"place\":{\"lat\":1.5,\"lon\":-0.0}}")
                .doesNotContain("\n");
    }
}
