package io.nifistreaming.sandbox.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WrongUseTest {
    private static final List<String> VERBS = List.of("up", "status", "down", "restart", "logs", "reset", "topics");

    @Test
    void aSlipOfTheFingerIsUnderstood() {
        assertThat(WrongUse.closeTo("statsu", VERBS)).containsExactly("status");
        assertThat(WrongUse.closeTo("log", VERBS)).containsExactly("logs");
        assertThat(WrongUse.closeTo("topic", VERBS)).containsExactly("topics");
    }

    @Test
    void anotherWordIsNotGuessedAt() {
        assertThat(WrongUse.closeTo("fly", VERBS)).isEmpty();
        assertThat(WrongUse.closeTo("destroy", VERBS)).isEmpty();
        assertThat(WrongUse.closeTo("go", VERBS)).isEmpty();
    }
}
