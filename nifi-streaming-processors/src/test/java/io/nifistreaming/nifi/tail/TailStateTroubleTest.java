package io.nifistreaming.nifi.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.tail.NioLogFiles;
import io.nifistreaming.testing.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.util.LogMessage;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full under NiFi's state. */
class TailStateTroubleTest {
    @TempDir
    private Path folder;

    private final FakeClock clock = new FakeClock(Instant.now());

    @Test
    void itIsOneBulletinAndTailingGoesOnByItself() throws IOException {
        TestRunner runner = TestRunners.newTestRunner(new TailLogFiles(new NioLogFiles(), clock));
        runner.setProperty("Files", folder + "/*.log");
        runner.setProperty("Linger", "0 ms");
        Files.writeString(folder.resolve("pos.log"), "one\ntwo\n");
        runner.getStateManager().setFailOnStateSet(Scope.LOCAL, true);

        runner.run(1, false, true);
        for (int trigger = 0; trigger < 1_200; trigger++) {
            clock.advance(Duration.ofMillis(100));
            runner.run(1, false, false);
        }
        assertThat(runner.getLogger().getErrorMessages())
                .extracting(LogMessage::getMsg)
                .singleElement()
                .asString()
                .contains("NiFi's state can't be written");

        runner.getStateManager().setFailOnStateSet(Scope.LOCAL, false);
        clock.advance(Duration.ofMinutes(1));
        runner.run(2, true, false);

        runner.assertAllFlowFilesTransferred("success", 1);
        assertThat(runner.getLogger().getErrorMessages()).hasSize(1);
    }
}
