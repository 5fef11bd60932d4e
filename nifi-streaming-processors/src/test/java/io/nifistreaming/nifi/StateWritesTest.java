package io.nifistreaming.nifi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.testing.FakeClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.nifi.annotation.behavior.Stateful;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.state.MockStateManager;
import org.junit.jupiter.api.Test;

class StateWritesTest {
    private static final Map<String, String> STATE = Map.of("file", "v1");

    private final FakeClock clock = new FakeClock();
    private final Provider provider = new Provider();
    private final StateWrites writes = new StateWrites(provider, Scope.LOCAL, clock);

    @Stateful(scopes = Scope.LOCAL, description = "Whatever")
    private static final class Tailer {}

    /** Counts the writes that are asked of it. */
    private static final class Provider extends MockStateManager {
        private boolean full = true;
        private int asked;

        Provider() {
            super(new Tailer());
        }

        @Override
        public void setState(Map<String, String> state, Scope scope) throws IOException {
            asked++;
            if (full) {
                throw new IOException("Cannot update journal: no space left");
            }
            super.setState(state, scope);
        }
    }

    @Test
    void aFullDiskIsAskedSeldomThoughThereAreTenTriggersASecond() {
        for (int trigger = 0; trigger < 6_000; trigger++) {
            assertThatThrownBy(() -> writes.write(STATE)).hasMessageContaining("no space left");
            clock.advance(Duration.ofMillis(100));
        }

        // After 1, 2, 4, 8, 16 and 32 seconds, and then every minute of the ten.
        assertThat(provider.asked).isBetween(10, 17);
    }

    @Test
    void itWritesAgainWithinAMinuteOnceThereIsSpace() throws IOException {
        for (int trigger = 0; trigger < 6_000; trigger++) {
            assertThatThrownBy(() -> writes.write(STATE)).isInstanceOf(IOException.class);
            clock.advance(Duration.ofMillis(100));
        }
        provider.full = false;
        clock.advance(RetryPause.LONGEST);
        assertThat(writes.isDue()).isTrue();

        writes.write(STATE);
        writes.write(STATE);

        assertThat(provider.getState(Scope.LOCAL).toMap()).isEqualTo(STATE);
        assertThat(writes.isDue()).isTrue();
    }

    @Test
    void theLastWriteIsTriedInAnyCase() throws IOException {
        assertThatThrownBy(() -> writes.write(STATE)).isInstanceOf(IOException.class);
        provider.full = false;

        writes.writeNow(STATE);

        assertThat(provider.getState(Scope.LOCAL).toMap()).isEqualTo(STATE);
    }
}
