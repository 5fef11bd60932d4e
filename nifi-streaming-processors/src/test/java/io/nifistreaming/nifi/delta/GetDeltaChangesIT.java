package io.nifistreaming.nifi.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.delta.CompactionPlan;
import io.nifistreaming.delta.RestorePlan;
import io.nifistreaming.delta.TableCompactor;
import io.nifistreaming.delta.TableRestore;
import io.nifistreaming.delta.TableTime;
import io.nifistreaming.origin.Origin;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.json.JsonTreeReader;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each version brings, once, through NiFi's own JSON writer. */
class GetDeltaChangesIT {
    @TempDir
    private Path folder;

    private TestRunner runner;
    private LakeTable table;

    @BeforeEach
    void start() throws InitializationException, IOException {
        runner = runner();
        table = new LakeTable(folder.resolve("prices"));
    }

    private TestRunner runner() throws InitializationException {
        TestRunner fresh = TestRunners.newTestRunner(GetDeltaTable.class);
        GetDeltaTableIT.addWriter(fresh);
        fresh.setProperty("Table Path", folder + "/prices");
        fresh.setProperty("Record Writer", "writer");
        return fresh;
    }

    @Test
    void changesComeOnceEachAndGoOnWhereTheyStopped() throws Exception {
        table.append("a");
        table.append("b", "c");
        changes(runner, "Beginning");
        runner.run();
        table.append("d");
        new TableCompactor(table.table(), Clock.systemUTC()).compact(CompactionPlan.defaults(), Map.of());
        table.append("e");
        runner.run();
        runner.run();

        assertThat(skus(runner)).containsExactly("a", "b,c", "d", "e");
        assertThat(runner.getFlowFilesForRelationship("success"))
                .extracting(one -> one.getAttribute("delta.version"))
                .containsExactly("0", "1", "2", "4");
        assertThat(ranges(runner)).containsExactly(new Range(0, 1), new Range(1, 3), new Range(3, 4), new Range(4, 5));
        runner.getStateManager().assertStateEquals("next.version", "5", Scope.CLUSTER);
        runner.getStateManager().assertStateEquals("next.row", "5", Scope.CLUSTER);
    }

    /** Whoever receives a flow file again knows it by that, if its content is the same. */
    @Test
    void theOriginFitsTheContent() throws Exception {
        table.append("a", "b");
        changes(runner, "Beginning");
        runner.run();

        MockFlowFile told = runner.getFlowFilesForRelationship("success").get(0);
        Origin origin = Origin.from(told.getAttributes()).orElseThrow();
        CRC32C checksum = new CRC32C();
        checksum.update(told.toByteArray());
        assertThat(origin.fits(told.getSize(), checksum.getValue())).isTrue();
        assertThat(origin.source().kind()).isEqualTo(OriginKind.DELTA);
        assertThat(origin.source().id()).contains(table.snapshot().tableId());
    }

    /** NiFi had the flow files, and died before it kept the state. */
    @Test
    void aReplayHasTheSameOrigins() throws Exception {
        table.append("a");
        table.append("b", "c");
        changes(runner, "Snapshot");
        runner.run();
        Map<String, String> before =
                runner.getStateManager().getState(Scope.CLUSTER).toMap();
        table.append("d", "e");
        runner.run();
        runner.getStateManager().setState(before, Scope.CLUSTER);
        runner.run();

        assertThat(skus(runner)).containsExactly("a,b,c", "d,e", "d,e");
        assertThat(ranges(runner)).containsExactly(new Range(0, 3), new Range(3, 5), new Range(3, 5));
        assertThat(runner.getFlowFilesForRelationship("success"))
                .extracting(one -> one.getAttribute("stream.origin.id") + one.getAttribute("stream.origin.generation"))
                .containsOnly(
                        runner.getFlowFilesForRelationship("success").get(0).getAttribute("stream.origin.id")
                                + before.get("generation"));
    }

    @Test
    void theStateMovesOnlyWithTheFlowFiles() throws Exception {
        table.append("a");
        changes(runner, "Beginning");
        runner.setProperty("Columns", "colour");
        runner.run();

        runner.assertTransferCount("success", 0);
        runner.getStateManager().assertStateEquals("next.version", "0", Scope.CLUSTER);
        runner.setProperty("Columns", "sku");
        runner.run();
        assertThat(skus(runner)).containsExactly("a");
    }

    @Test
    void aVersionThatRemovesRowsStopsTheStreamAndIsTold() throws Exception {
        table.append("a");
        changes(runner, "Beginning");
        runner.run();
        table.append("b");
        restore(0);
        table.append("c");
        runner.run();
        runner.run();

        assertThat(skus(runner)).containsExactly("a", "b");
        assertThat(runner.getLogger().getWarnMessages()).isNotEmpty().allSatisfy(warning -> assertThat(warning.getMsg())
                .contains("Version 2", "Versions that Remove Rows"));
        runner.setProperty("Versions that Remove Rows", "Skip");
        runner.run();
        assertThat(skus(runner)).containsExactly("a", "b", "c");
    }

    @Test
    void theDifferenceTellsWhatBecameOfEachRow() throws Exception {
        table.append("a", "b");
        changes(runner, "Beginning");
        runner.setProperty("Versions that Remove Rows", "Difference");
        runner.setProperty("Key Columns", "sku");
        runner.setProperty("Columns", "sku,price");
        runner.run();
        table.append("c");
        runner.run();
        restore(0);
        runner.run();

        assertThat(runner.getFlowFilesForRelationship("success"))
                .extracting(MockFlowFile::getContent)
                .containsExactly(
                        "{\"sku\":\"a\",\"price\":1.50,\"_change_type\":\"insert\"}\n"
                                + "{\"sku\":\"b\",\"price\":2.50,\"_change_type\":\"insert\"}",
                        "{\"sku\":\"c\",\"price\":1.50,\"_change_type\":\"insert\"}",
                        "{\"sku\":\"c\",\"price\":1.50,\"_change_type\":\"delete\"}");
    }

    @Test
    void aStreamFromNowOnOrFromAVersionBeginsThere() throws Exception {
        table.append("a");
        table.append("b");
        changes(runner, "Now");
        runner.run();
        TestRunner other = runner();
        other.setProperty("Start Version", "1");
        changes(other, "Version");
        table.append("c");
        runner.run();
        other.run();

        assertThat(skus(runner)).containsExactly("c");
        assertThat(skus(other)).containsExactly("b", "c");
    }

    @Test
    void aFileThatAVacuumHasDeletedIsToldAndWhatWasReadBeforeGoesOnItsWay() throws Exception {
        table.append("a");
        Path first = table.dataFiles().get(0);
        table.append("b");
        Path second = table.dataFiles().stream()
                .filter(file -> !file.equals(first))
                .findFirst()
                .orElseThrow();
        Files.delete(second);
        changes(runner, "Beginning");
        runner.run();

        assertThat(skus(runner)).containsExactly("a");
        runner.getStateManager().assertStateEquals("next.version", "1", Scope.CLUSTER);
        assertThat(runner.getLogger().getWarnMessages()).singleElement().satisfies(warning -> assertThat(
                        warning.getMsg())
                .contains("version 1", second.getFileName().toString(), "vacuum", "clear the state"));
    }

    @Test
    void ofAClusterOnlyThePrimaryNodeReads() throws Exception {
        table.append("a");
        changes(runner, "Beginning");
        runner.setIsConfiguredForClustering(true);
        runner.setClustered(true);
        runner.setPrimaryNode(false);
        runner.run();
        runner.assertTransferCount("success", 0);

        runner.setPrimaryNode(true);
        runner.run();
        assertThat(skus(runner)).containsExactly("a");
    }

    @Test
    void anotherTableOfTheSamePathIsReadAnew() throws Exception {
        table.append("a");
        changes(runner, "Beginning");
        runner.run();
        org.apache.commons.io.FileUtils.deleteDirectory(folder.resolve("prices").toFile());
        new LakeTable(folder.resolve("prices")).append("x");
        runner.run();

        assertThat(skus(runner)).containsExactly("a", "x");
        assertThat(runner.getFlowFilesForRelationship("success"))
                .extracting(one -> one.getAttribute("stream.origin.id"))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsReadCanBeWrittenToAnotherTableOnceHoweverOftenItComes() throws Exception {
        table.append("a");
        table.append("b", "c");
        changes(runner, "Beginning");
        runner.run();
        TestRunner writing = TestRunners.newTestRunner(PutDeltaTable.class);
        JsonTreeReader reader = new JsonTreeReader();
        writing.addControllerService("reader", reader);
        writing.enableControllerService(reader);
        writing.setProperty("Record Reader", "reader");
        writing.setProperty("Table Path", folder + "/copy");
        writing.setProperty("Max Age before Commit", "0 sec");

        for (int time = 0; time < 2; time++) {
            runner.getFlowFilesForRelationship("success").forEach(writing::enqueue);
            writing.run();
        }

        writing.assertTransferCount("success", 2);
        writing.assertTransferCount("duplicate", 2);
        assertThat(new LakeTable(folder.resolve("copy")).skus()).containsExactlyInAnyOrder("a", "b", "c");
    }

    private void restore(long version) throws IOException {
        new TableRestore(table.table(), Clock.systemUTC())
                .restore(
                        new RestorePlan(
                                new TableTime.Version(version), RestorePlan.Held.KEEP, RestorePlan.Effect.COMMIT),
                        Map.of());
    }

    private static void changes(TestRunner runner, String start) {
        runner.setIncomingConnection(false);
        runner.setNonLoopConnection(false);
        runner.setProperty("Read", "Changes");
        runner.setProperty("Start At", start);
        runner.assertValid();
    }

    private static List<String> skus(TestRunner runner) {
        return runner.getFlowFilesForRelationship("success").stream()
                .map(one -> String.join(
                        ",",
                        new String(one.toByteArray(), StandardCharsets.UTF_8)
                                .lines()
                                .map(line -> line.replaceAll(".*\"sku\":\"(.*?)\".*", "$1"))
                                .toList()))
                .toList();
    }

    private static List<Range> ranges(TestRunner runner) {
        return runner.getFlowFilesForRelationship("success").stream()
                .map(one -> Origin.from(one.getAttributes()).orElseThrow().range())
                .toList();
    }
}
