package io.nifistreaming.sandbox.seed;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.sandbox.api.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which values of a NiFi that people work with a seed leaves alone. */
class RememberedContextsTest {
    private final Map<String, String> live = new HashMap<>();
    private final Map<String, String> last = new HashMap<>();

    @Test
    void whatIsNewOrHasNoValueIsSet() {
        live.put("empty", null);

        assertThat(kept(plain("new", "1"), plain("empty", "1"))).isEmpty();
    }

    @Test
    void whatOnlyTheDeclarationChangedIsSet() {
        live.put("a", "declared before");
        last.put("a", "declared before");

        assertThat(kept(plain("a", "declared now"))).isEmpty();
    }

    @Test
    void whatSomebodySetIsKeptAlsoWhereNothingWasSeededBefore() {
        live.put("a", "set by hand");
        last.put("a", "declared before");
        live.put("b", "set by hand");

        assertThat(kept(plain("a", "declared now"), plain("b", "example"))).containsExactly("a", "b");
    }

    @Test
    void whatSomebodySetToWhatIsDeclaredNowIsNothingToKeep() {
        live.put("a", "the same");
        last.put("a", "another");

        assertThat(kept(plain("a", "the same"))).isEmpty();
    }

    /** NiFi shows them as asterisks, and setting them leaves those alone that have a value. */
    @Test
    void sensitiveOnesAreNotCompared() {
        live.put("password", "********");

        assertThat(kept(new Parameter("password", "secret", true, ""))).isEmpty();
    }

    private List<String> kept(Parameter... wanted) {
        List<String> names = new ArrayList<>();
        RememberedContexts.setByHand(List.of(wanted), live, last).forEach(one -> names.add(one.name()));
        return names;
    }

    private static Parameter plain(String name, String value) {
        return new Parameter(name, value, false, "");
    }
}
