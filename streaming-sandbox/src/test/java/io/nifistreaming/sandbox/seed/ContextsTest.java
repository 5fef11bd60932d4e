package io.nifistreaming.sandbox.seed;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.sandbox.flow.ParameterContext;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContextsTest {
    private final Contexts contexts = new Contexts(Map.of("given", "from a file"), new SecureRandom());

    private static ParameterContext.Entry entry(String name, boolean sensitive, String value) {
        return new ParameterContext.Entry(name, "", sensitive, Optional.ofNullable(value));
    }

    @Test
    void aPlainParameterKeepsItsValueOrHasNone() {
        assertThat(contexts.parameter(entry("given", false, "x")).value()).isEqualTo("x");
        assertThat(contexts.parameter(entry("other", false, null)).value()).isNull();
    }

    @Test
    void aSensitiveParameterTakesTheValueGivenForIt() {
        assertThat(contexts.parameter(entry("given", true, null)).value()).isEqualTo("from a file");
    }

    @Test
    void aSensitiveParameterWithoutAValueGetsARandomOne() {
        String one = contexts.parameter(entry("token", true, null)).value();
        String two = contexts.parameter(entry("token", true, null)).value();

        assertThat(one).hasSizeGreaterThan(20).isNotEqualTo(two);
    }
}
