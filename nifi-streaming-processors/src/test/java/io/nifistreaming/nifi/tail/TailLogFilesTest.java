package io.nifistreaming.nifi.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nifistreaming.origin.Origin;
import io.nifistreaming.tail.NioLogFiles;
import io.nifistreaming.testing.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.provenance.ProvenanceEventRecord;
import org.apache.nifi.provenance.ProvenanceEventType;
import org.apache.nifi.state.MockStateManager;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.MockProcessContext;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailLogFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final FakeClock clock = new FakeClock(Instant.now());
    private TestRunner runner;
    private boolean started;

    @BeforeEach
    void start() {
        runner = runner();
    }

    private TestRunner runner() {
        TestRunner fresh = TestRunners.newTestRunner(new TailLogFiles(new NioLogFiles(), clock));
        fresh.setProperty("Files", folder + "/*.log");
        fresh.setProperty("Linger", "0 ms");
        fresh.assertValid();
        started = false;
        return fresh;
    }

    @Test
    void aFlowFileHoldsTheFilesOwnBytesWithTheirRange() throws IOException {
        write("pos.log", "one\ntwo\nthr");

        poll();

        MockFlowFile flowFile = only("success");
        flowFile.assertContentEquals("one\ntwo\n");
        CRC32C checksum = new CRC32C();
        checksum.update("one\ntwo\n".getBytes(UTF_8));
        Origin origin = Origin.from(flowFile.getAttributes()).orElseThrow();
        assertThat(origin.fits(8, checksum.getValue())).isTrue();
        assertThat(origin.range().first()).isZero();
        assertThat(origin.range().next()).isEqualTo(8);
        flowFile.assertAttributeEquals("tail.file", folder.resolve("pos.log").toString());
        flowFile.assertAttributeEquals("tail.lines", "2");
        flowFile.assertAttributeEquals("filename", "pos.log-0-8");
        ProvenanceEventRecord event = runner.getProvenanceEvents().stream()
                .filter(one -> one.getEventType() == ProvenanceEventType.RECEIVE)
                .findFirst()
                .orElseThrow();
        assertThat(event.getTransitUri()).startsWith("file://").endsWith("pos.log");
        assertThat(event.getDetails()).contains("Bytes [0, 8)");
    }

    @Test
    void aNewProcessorGoesOnWhereTheStateSaysAlsoInARotatedFile() throws IOException {
        Path file = write("pos.log", "one\n");
        poll();
        MockStateManager state = runner.getStateManager();
        runner.shutdown();

        append(file, "two\n");
        Files.move(file, folder.resolve("pos.log.1"));
        write("pos.log", "three\n");
        TestRunner before = runner;
        runner = runner();
        runner.getStateManager().setState(state.getState(Scope.LOCAL).toMap(), Scope.LOCAL);
        poll();

        assertThat(contents("success")).containsExactlyInAnyOrder("two\n", "three\n");
        assertThat(id("two\n", runner)).isEqualTo(id("one\n", before));
        assertThat(id("three\n", runner)).isNotEqualTo(id("one\n", before));
    }

    @Test
    void theStateIsReadable() throws IOException {
        write("pos.log", "one\n");

        poll();

        assertThat(runner.getStateManager().getState(Scope.LOCAL).toMap())
                .hasSize(2)
                .containsKey("tail.since");
        assertThat(runner.getStateManager().getState(Scope.LOCAL).toMap().values())
                .filteredOn(line -> line.startsWith("v1 "))
                .singleElement()
                .asString()
                .startsWith("v1 state=live ")
                .contains("path=" + folder.resolve("pos.log"))
                .contains("offset=4");
    }

    @Test
    void tellsWhichBytesAreLost() throws IOException {
        Path file = write("pos.log", "one\ntw");
        poll();
        Files.write(file, new byte[0]);

        poll();
        clock.advance(Duration.ofSeconds(6));
        poll();

        MockFlowFile report = only("loss");
        report.assertAttributeEquals("stream.error.kind", "truncated_before_read");
        JsonNode told = JSON.readTree(report.getContent());
        assertThat(told.get("first").asLong()).isEqualTo(4);
        assertThat(told.get("next").asLong()).isEqualTo(6);
        assertThat(told.get("file").asText()).isEqualTo(file.toString());
        assertThat(report.getAttribute(Origin.ID)).endsWith("!loss");
    }

    @Test
    void marksTheEndsOfEventsAndMovesNoByte() throws IOException {
        runner.setProperty("First Line Pattern", "^\\S");
        runner.setProperty("Flush After", "5 sec");
        String content = "Exception\n  at a\n  at b\nnext\n";
        write("app.log", content);

        poll();
        clock.advance(Duration.ofSeconds(6));
        poll();

        String all = String.join("", contents("success"));
        assertThat(all).isEqualTo("Exception\n  at a\n  at b\u001enext\u001e");
        for (MockFlowFile flowFile : runner.getFlowFilesForRelationship("success")) {
            Origin origin = Origin.from(flowFile.getAttributes()).orElseThrow();
            CRC32C checksum = new CRC32C();
            checksum.update(flowFile.toByteArray());
            assertThat(origin.fits(flowFile.getSize(), checksum.getValue())).isTrue();
            assertThat(origin.range().length()).isEqualTo(flowFile.getSize());
        }
    }

    @Test
    void parsesLinesIntoRecordsThatKnowTheirPlace() throws IOException {
        runner.setProperty("Parse Lines As", "Access Log");
        String line = "192.0.2.1 - - [20/Nov/2026:10:00:00 +0000] \"GET /a HTTP/1.1\" 200 12 \"-\" \"curl\"\n";
        write("access.log", line + "rubbish\n" + line);

        poll();

        MockFlowFile good = only("success");
        good.assertAttributeEquals("record.count", "2");
        good.assertAttributeEquals("stream.origin.position.field", "next_offset");
        List<JsonNode> records = json(good);
        assertThat(records).hasSize(2);
        assertThat(records.get(1).get("status").asInt()).isEqualTo(200);
        assertThat(records.get(1).get("timestamp").asText()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(records.get(1).get("offset").asLong()).isEqualTo(line.length() + 8L);
        assertThat(records.get(1).get("next_offset").asLong()).isEqualTo(2L * line.length() + 8);
        MockFlowFile bad = only("unparsed");
        assertThat(json(bad))
                .singleElement()
                .satisfies(record -> assertThat(record.get("line").asText()).isEqualTo("rubbish"));
        assertThat(bad.getAttribute("stream.error.message")).contains("access log");
        assertThat(bad.getAttribute(Origin.ID)).isEqualTo(good.getAttribute(Origin.ID) + "!unparsed");
    }

    @Test
    void anOverLongLineGoesToOversizeAndDoesNotHoldUpTheOthers() throws IOException {
        runner.setProperty("Max Line Size", "100 B");
        write("pos.log", "short\n" + "x".repeat(250) + "\nafter\n");

        poll();

        only("oversize").assertContentEquals("x".repeat(250) + "\n");
        assertThat(String.join("", contents("success"))).isEqualTo("short\nafter\n");
    }

    @Test
    void renamesASpooledFileOnceItIsDelivered() throws IOException {
        runner.setProperty("Mode", "Spool");
        write("batch.log", "one\ntwo");

        for (int look = 0; look < 12; look++) {
            poll();
            clock.advance(Duration.ofSeconds(2));
        }

        assertThat(String.join("", contents("success"))).isEqualTo("one\ntwo");
        assertThat(folder.resolve("batch.log.COMPLETED")).exists();
        assertThat(folder.resolve("batch.log")).doesNotExist();
    }

    @Test
    void encryptsWhatReachesTheRepository() throws IOException {
        runner.setProperty("Encryption Key", "00112233445566778899aabbccddeeff");
        write("pos.log", "secret total=12.00\n");

        poll();

        MockFlowFile flowFile = only("success");
        flowFile.assertAttributeEquals("tail.encrypted", "AES/GCM");
        assertThat(new String(flowFile.toByteArray(), UTF_8))
                .doesNotContain("secret")
                .contains("NiFiIV");
        flowFile.assertAttributeEquals("stream.origin.size", "19");
    }

    @Test
    void theDialogSaysWhatIsWrong() {
        TestRunner wrong = TestRunners.newTestRunner(new TailLogFiles(new NioLogFiles(), clock));
        assertInvalid(wrong, "Files", "relative.log", "absolute");
        wrong.setProperty("Files", folder + "/*.log");
        assertInvalid(wrong, "First Line Pattern", "(", "regular expression");
        wrong.removeProperty("First Line Pattern");
        assertInvalid(wrong, "Encryption Key", "5ecre7", "hexadecimal");
        wrong.removeProperty("Encryption Key");
        wrong.setProperty("Parse Lines As", "JSON Lines");
        assertInvalid(wrong, "Max Flow File Size", "1 GB", "held in memory");
    }

    private static void assertInvalid(TestRunner wrong, String property, String value, String message) {
        wrong.setProperty(property, value);
        wrong.assertNotValid();
        assertThat(((MockProcessContext) wrong.getProcessContext())
                        .validate().stream()
                                .filter(result -> !result.isValid())
                                .map(Object::toString)
                                .toList())
                .anySatisfy(text -> assertThat(text).contains(message).doesNotContain("5ecre7"));
    }

    /** Often enough for a discovery, its reading and what follows from it. */
    private void poll() {
        clock.advance(Duration.ofSeconds(1));
        runner.run(3, false, !started);
        started = true;
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static void append(Path file, String content) throws IOException {
        Files.writeString(file, content, StandardOpenOption.APPEND);
    }

    private MockFlowFile only(String relationship) {
        List<MockFlowFile> all = runner.getFlowFilesForRelationship(relationship);
        assertThat(all).as(relationship).hasSize(1);
        return all.get(0);
    }

    private List<String> contents(String relationship) {
        return runner.getFlowFilesForRelationship(relationship).stream()
                .map(MockFlowFile::getContent)
                .toList();
    }

    private static String id(String content, TestRunner of) {
        return of.getFlowFilesForRelationship("success").stream()
                .filter(flowFile -> flowFile.getContent().equals(content))
                .map(flowFile -> flowFile.getAttribute(Origin.ID))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> json(MockFlowFile flowFile) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (String line : flowFile.getContent().split("\n", -1)) {
            if (!line.isEmpty()) {
                records.add(JSON.readTree(line));
            }
        }
        return records;
    }
}
