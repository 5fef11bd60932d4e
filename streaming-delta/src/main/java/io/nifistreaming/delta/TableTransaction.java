package io.nifistreaming.delta;

import io.delta.standalone.Operation;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.Snapshot;
import io.delta.standalone.VersionLog;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.CommitInfo;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A version that care for a table makes of one that it has looked at. Gives way to whatever came in between and does
 * not go together with it.
 */
final class TableTransaction {
    /** What the history calls the operation of versions that care has made. */
    static final String MAINTENANCE = "maintenance";

    private static final String TOKEN = "commitToken";
    private static final String ENGINE = "NiFi-Streaming/0.1.0";

    /** What became of it. */
    sealed interface Outcome {
        record Committed(long version) implements Outcome {}

        /** Nothing was committed. */
        record GaveWay(String reason) implements Outcome {}

        /** Nobody knows: none of its files may be deleted. */
        record Unknown(String reason) implements Outcome {}
    }

    private final DeltaTable table;
    private final OptimisticTransaction transaction;
    private final TableSnapshot snapshot;

    private TableTransaction(DeltaTable table, OptimisticTransaction transaction, TableSnapshot snapshot) {
        this.table = table;
        this.transaction = transaction;
        this.snapshot = snapshot;
    }

    /** Begins with the newest version, which must exist. */
    static TableTransaction begin(DeltaTable table) throws IOException {
        return table.read(() -> {
            while (true) {
                OptimisticTransaction transaction = table.log().startTransaction();
                Snapshot snapshot = table.log().snapshot();
                if (snapshot.getVersion() == transaction.readVersion()) {
                    return new TableTransaction(table, transaction, new TableSnapshot(table, snapshot));
                }
            }
        });
    }

    /** What it is made of. */
    TableSnapshot snapshot() {
        return snapshot;
    }

    OptimisticTransaction library() {
        return transaction;
    }

    /** A file of an older version, whose rows the table is to have again. */
    static AddFile restored(AddFile file) {
        return builder(file, true)
                .tags(file.getTags() == null ? Map.of() : file.getTags())
                .build();
    }

    /** A file whose rows the table has already. */
    static AddFile rearranged(AddFile file, Map<String, String> tags) {
        return builder(file, false).tags(tags).build();
    }

    /** The library writes statistics as they are, so that they must be a JSON string that holds JSON. */
    private static AddFile.Builder builder(AddFile file, boolean dataChange) {
        AddFile.Builder builder = AddFile.builder(
                file.getPath(), file.getPartitionValues(), file.getSize(), file.getModificationTime(), dataChange);
        return file.getStats() == null ? builder : builder.stats(Json.quoted(file.getStats()));
    }

    /** @param metrics for the history */
    Outcome commit(String maintenance, List<Action> actions, Map<String, String> info, Map<String, String> metrics) {
        String token = UUID.randomUUID().toString();
        Map<String, String> parameters = new TreeMap<>();
        info.forEach((name, value) -> parameters.put(name, Json.quoted(value)));
        parameters.put(MAINTENANCE, Json.quoted(maintenance));
        parameters.put(TOKEN, Json.quoted(token));
        Operation operation = new Operation(Operation.Name.MANUAL_UPDATE, parameters, metrics);
        try {
            return new Outcome.Committed(
                    transaction.commit(actions, operation, ENGINE).getVersion());
        } catch (Exception failure) {
            // The library is of Scala, and throws IOException without a word of it in its signatures.
            return switch (CommitFailures.of(failure)) {
                case CONFLICT -> new Outcome.GaveWay(firstLine(failure));
                case UNKNOWN -> resolved(token, failure);
                case FATAL -> throw table.refusal(failure);
            };
        }
    }

    private Outcome resolved(String token, Exception failure) {
        try {
            OptionalLong version = table.read(() -> find(token));
            if (version.isPresent()) {
                return new Outcome.Committed(version.getAsLong());
            }
        } catch (IOException unreadable) {
            failure.addSuppressed(unreadable);
        }
        return new Outcome.Unknown(firstLine(failure));
    }

    private OptionalLong find(String token) {
        Iterator<VersionLog> versions = table.log().getChanges(snapshot.version() + 1, false);
        while (versions.hasNext()) {
            VersionLog version = versions.next();
            for (Action action : version.getActions()) {
                if (action instanceof CommitInfo info
                        && String.valueOf(info.getOperationParameters().get(TOKEN))
                                .contains(token)) {
                    return OptionalLong.of(version.getVersion());
                }
            }
        }
        return OptionalLong.empty();
    }

    private static String firstLine(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
