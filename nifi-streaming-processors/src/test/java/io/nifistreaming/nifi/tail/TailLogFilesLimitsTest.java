package io.nifistreaming.nifi.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nifistreaming.origin.Origin;
import io.nifistreaming.testing.FakeClock;
import io.nifistreaming.testing.FakeLogFiles;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is too long, too slow or can't be read, as NiFi's user meets it. */
class TailLogFilesLimitsTest {
    private static final Path LOG = Path.of("/logs/pos.log");

    private final FakeClock clock = new FakeClock();
    private final FakeLogFiles disk = new FakeLogFiles(clock, true);
    private TestRunner runner;
    private boolean started;

    @BeforeEach
    void start() {
        runner = TestRunners.newTestRunner(new TailLogFiles(disk, clock));
        runner.setProperty("Files", "/logs/*.log");
        runner.setProperty("Linger", "0 ms");
        disk.directory(LOG.getParent());
    }

    @Test
    void anOverLongLineIsCutAndMarkedIfThatIsWanted() {
        runner.setProperty("Max Line Size", "100 B");
        runner.setProperty("Over-long Lines", "Cut and Mark");
        append("short\n" + "x".repeat(250) + "\nafter\n");

        poll();

        runner.assertTransferCount("oversize", 0);
        assertThat(runner.getFlowFilesForRelationship("success"))
                .extracting(
                        MockFlowFile::getContent,
                        one -> one.getAttribute("tail.truncated"),
                        one -> one.getAttribute(Origin.NEXT))
                .containsExactly(
                        tuple("short\n", null, "6"),
                        tuple("x".repeat(100), "true", "257"),
                        tuple("after\n", null, "263"));
    }

    @Test
    void aLineThatMemoryCouldNotHoldIsRefusedInTheDialog() {
        runner.setProperty("Max Line Size", "100 TB");

        runner.assertNotValid();
    }

    @Test
    void deliveredFilesGoToADirectoryThatIsNamedAsAWhole() {
        runner.setProperty("Mode", "Spool");
        runner.setProperty("After Delivery", "Move");
        runner.setProperty("Completed Directory", "/done");
        runner.assertValid();

        for (String unfit : new String[] {"done", "${nope}", "/logs"}) {
            runner.setProperty("Completed Directory", unfit);
            runner.assertNotValid();
        }
    }

    @Test
    void linesWaitForOthersAsLongAsTheLinger() {
        runner.setProperty("Linger", "5 sec");
        append("zero\n");
        poll();
        clock.advance(Duration.ofSeconds(10));
        poll();
        append("one\n");
        poll();
        append("two\n");
        poll();
        runner.assertTransferCount("success", 1);

        clock.advance(Duration.ofSeconds(6));
        poll();

        assertThat(runner.getFlowFilesForRelationship("success"))
                .extracting(MockFlowFile::getContent)
                .containsExactly("zero\n", "one\ntwo\n");
    }

    @Test
    void startAtTheEndSkipsWhatIsThereAtTheVeryFirstStart() {
        runner.setProperty("Start Position", "End");
        append("old\n");
        poll();
        append("new\n");
        poll();

        assertThat(runner.getFlowFilesForRelationship("success"))
                .extracting(MockFlowFile::getContent)
                .containsExactly("new\n");
    }

    @Test
    void anUnreadableFileRaisesOneBulletinAndIsReadOnceItCanBe() {
        append("one\n");
        disk.unreadable(LOG, true);

        poll();
        poll();

        assertThat(runner.getLogger().getWarnMessages())
                .singleElement()
                .satisfies(warning -> assertThat(warning.getMsg()).contains("can't be read", "permissions"));
        runner.assertTransferCount("success", 0);

        disk.unreadable(LOG, false);
        poll();

        runner.assertTransferCount("success", 1);
        assertThat(runner.getLogger().getWarnMessages()).hasSize(1);
    }

    @Test
    void whileAQueueIsFullNothingIsReadAndWhatRotationDeletesIsKept() {
        append("one\n");
        runner.setRelationshipUnavailable("success");
        poll();
        append("two\n");
        poll();
        disk.remove(LOG);
        poll();
        append("three\n");
        poll();
        runner.assertTransferCount("success", 0);

        runner.setRelationshipAvailable("success");
        poll();
        poll();

        assertThat(runner.getFlowFilesForRelationship("success"))
                .extracting(MockFlowFile::getContent)
                .containsExactly("one\ntwo\n", "three\n");
        runner.assertTransferCount("loss", 0);
    }

    /** Lines that nobody takes would go there without end. */
    @Test
    void aFullQueueOfLinesThatAreTooLongStopsReadingToo() {
        runner.setRelationshipUnavailable("oversize");
        append("one\n");

        poll();

        runner.assertTransferCount("success", 0);
    }

    private void append(String text) {
        disk.append(LOG, text.getBytes(UTF_8));
    }

    /** Often enough for a discovery, its reading and what follows from it. */
    private void poll() {
        clock.advance(Duration.ofSeconds(1));
        runner.run(3, false, !started);
        started = true;
    }
}
