package io.nifistreaming.nifi.delta;

import io.delta.standalone.DeltaLog;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.nifi.json.JsonTreeReader;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;

/** PutDeltaTable with NiFi's own JSON reader, on tables that an attribute names. */
final class DeltaRunner {
    private DeltaRunner() {}

    static TestRunner on(Path folder) throws InitializationException {
        TestRunner runner = TestRunners.newTestRunner(PutDeltaTable.class);
        JsonTreeReader reader = new JsonTreeReader();
        runner.addControllerService("reader", reader);
        runner.enableControllerService(reader);
        runner.setProperty("Record Reader", "reader");
        runner.setProperty("Table Path", folder + "/${table}");
        runner.setProperty("Max Age before Commit", "0 sec");
        runner.assertValid();
        return runner;
    }

    static DeltaLog log(Path folder, String table) {
        return DeltaLog.forTable(
                new Configuration(), folder.resolve(table).toUri().toString());
    }
}
