package io.nifistreaming.delta;

import io.delta.standalone.Operation;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.VersionLog;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.CommitInfo;
import io.delta.standalone.actions.Metadata;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Makes versions of a table of files that are written already. Never writes data, and never waits.
 *
 * <p>A commit that may have arrived is looked for by its token before it is tried again, so that it can't land twice.
 */
public final class TableCommitter {
    private static final int ATTEMPTS = 10;
    private static final int TRIES = 3;
    private static final String TOKEN = "commitToken";
    private static final String ENGINE = "NiFi-Streaming/0.1.0";

    private final DeltaTable table;
    private final Clock clock;

    public TableCommitter(DeltaTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * Commits, or tells why not.
     *
     * @param since the version after which the commit may have arrived earlier; {@link TableState#NONE} for a table
     *     that did not exist
     */
    public CommitOutcome commit(TableCommit commit, long since) {
        String reason = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                OptionalLong earlier = find(commit.token(), since);
                if (earlier.isPresent()) {
                    return new CommitOutcome.Committed(earlier.getAsLong());
                }
                Optional<CommitOutcome> outcome = attempt(commit);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            } catch (Exception failure) {
                // The library is of Scala, and throws IOException without a word of it in its signatures.
                CommitFailures.Kind kind = CommitFailures.of(failure);
                reason = String.valueOf(failure.getMessage());
                if (kind == CommitFailures.Kind.UNKNOWN) {
                    return new CommitOutcome.Unknown(reason);
                }
                if (kind == CommitFailures.Kind.FATAL) {
                    throw table.refusal(failure);
                }
            }
        }
        return new CommitOutcome.Busy(reason);
    }

    /** As {@link #commit}, but what may have arrived is tried again at once: only the same commit recognises itself. */
    CommitOutcome commitSurely(TableCommit commit, long since) {
        CommitOutcome outcome = commit(commit, since);
        for (int again = 0; again < TRIES && outcome instanceof CommitOutcome.Unknown; again++) {
            outcome = commit(commit, since);
        }
        return outcome;
    }

    private Optional<CommitOutcome> attempt(TableCommit commit) {
        table.log().update();
        OptimisticTransaction transaction = table.log().startTransaction();
        Map<SourceId, Range> held = new LinkedHashMap<>();
        boolean overtaken = false;
        for (SourceStep step : commit.steps()) {
            Optional<Range> now = HeldRanges.read(transaction, step.source());
            now.ifPresent(range -> held.put(step.source(), range));
            overtaken |= !now.equals(step.held());
        }
        if (overtaken) {
            return Optional.of(new CommitOutcome.Overtaken(held));
        }
        List<Action> actions = new ArrayList<>();
        if (!shape(transaction, commit)) {
            return Optional.of(
                    new CommitOutcome.Reshaped(DeltaTable.state(transaction.readVersion(), transaction.metadata())));
        }
        if (commit.replacement().isPresent()) {
            Replacement replacement = commit.replacement().get();
            if (transaction.readVersion() != replacement.version()) {
                return Optional.of(new CommitOutcome.Moved(transaction.readVersion()));
            }
            ReadScope.mark(transaction, replacement.read());
            replacement.files().forEach(file -> actions.add(file.added().remove(clock.millis(), true)));
        }
        commit.files().forEach(file -> actions.add(added(file)));
        for (SourceStep step : commit.steps()) {
            actions.addAll(HeldRanges.moved(step, clock.millis()));
        }
        long version = transaction.commit(actions, operation(commit), ENGINE).getVersion();
        return Optional.of(new CommitOutcome.Committed(version));
    }

    /** Gives the table its columns; returns whether the files fit. */
    private boolean shape(OptimisticTransaction transaction, TableCommit commit) {
        if (transaction.readVersion() < 0) {
            transaction.updateMetadata(Metadata.builder()
                    .schema(DeltaSchemas.toDelta(commit.schema().columns()))
                    .partitionColumns(commit.partitionColumns())
                    .configuration(commit.properties())
                    .createdTime(clock.millis())
                    .build());
            return true;
        }
        Metadata present = transaction.metadata();
        TableState state = DeltaTable.state(transaction.readVersion(), present);
        if (!state.partitionColumns().equals(commit.partitionColumns())) {
            return false;
        }
        if (state.schema().equals(commit.schema())) {
            return true;
        }
        if (!SchemaEvolution.extendsSchema(state.schema(), commit.schema())) {
            return false;
        }
        transaction.updateMetadata(present.copyBuilder()
                .schema(DeltaSchemas.toDelta(commit.schema().columns()))
                .build());
        return true;
    }

    /** The library writes statistics as they are, so that they must be a JSON string that holds JSON. */
    private static AddFile added(DataFile file) {
        return AddFile.builder(
                        TablePaths.encoded(file.path()), file.partition(), file.bytes(), file.modifiedMillis(), true)
                .stats(Json.quoted(file.statistics()))
                .build();
    }

    private static Operation operation(TableCommit commit) {
        Map<String, String> parameters = new TreeMap<>();
        commit.info().forEach((name, value) -> parameters.put(name, Json.quoted(value)));
        parameters.put(TOKEN, Json.quoted(commit.token()));
        if (commit.replacement().isPresent()) {
            return new Operation(
                    Operation.Name.MERGE, parameters, commit.replacement().get().metrics());
        }
        parameters.put("mode", Json.quoted("Append"));
        return new Operation(Operation.Name.WRITE, parameters, metrics(commit));
    }

    private static Map<String, String> metrics(TableCommit commit) {
        long rows = commit.files().stream().mapToLong(DataFile::rows).sum();
        long bytes = commit.files().stream().mapToLong(DataFile::bytes).sum();
        return Map.of(
                "numFiles", String.valueOf(commit.files().size()),
                "numOutputRows", String.valueOf(rows),
                "numOutputBytes", String.valueOf(bytes));
    }

    private OptionalLong find(String token, long since) {
        if (table.log().update().getVersion() <= since) {
            return OptionalLong.empty();
        }
        Iterator<VersionLog> versions = table.log().getChanges(since + 1, false);
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
}
