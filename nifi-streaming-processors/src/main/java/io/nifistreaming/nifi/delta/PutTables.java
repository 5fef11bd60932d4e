package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.AppendInput;
import io.nifistreaming.delta.AppendOutcome;
import io.nifistreaming.delta.DeltaTable;
import io.nifistreaming.delta.TableAppend;
import io.nifistreaming.delta.TableCommitter;
import io.nifistreaming.delta.TableMerge;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tables that a processor writes to, each read once and kept. For many tasks. */
final class PutTables {
    /** Tables that a processor keeps the logs of. */
    private static final int MOST = 100;

    private final Clock clock;
    private final Map<String, DeltaTable> tables = new ConcurrentHashMap<>();

    PutTables(Clock clock) {
        this.clock = clock;
    }

    /** Appends or merges the inputs, as the target wants it. */
    AppendOutcome write(PutPlan plan, PutTarget target, List<? extends AppendInput> inputs, Map<String, String> info)
            throws IOException {
        DeltaTable table = open(plan, target.path());
        TableCommitter committer = new TableCommitter(table, clock);
        return plan.isMerge()
                ? new TableMerge(table, committer, plan.merge(target)).merge(inputs, info)
                : new TableAppend(table, committer, plan.append(target)).append(inputs, info);
    }

    private DeltaTable open(PutPlan plan, String path) throws IOException {
        DeltaTable table = tables.get(path);
        if (table == null) {
            table = DeltaTable.at(plan.configuration(), path);
            if (tables.size() >= MOST) {
                tables.clear();
            }
            tables.put(path, table);
        }
        return table;
    }

    void forget() {
        tables.clear();
    }
}
