package io.nifistreaming.delta;

import io.delta.standalone.VersionLog;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.CommitInfo;
import io.delta.storage.CloseableIterator;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

/** Single actions of versions. */
final class VersionActions {
    private VersionActions() {}

    /** What the writer of a version tells of it; empty where it tells nothing, or the log does not tell any more. */
    static Optional<CommitInfo> commitInfo(DeltaTable table, long version) throws IOException {
        Iterator<VersionLog> versions = table.log().getChanges(version, false);
        if (!versions.hasNext()) {
            return Optional.empty();
        }
        VersionLog log = versions.next();
        return log.getVersion() == version ? commitInfo(log) : Optional.empty();
    }

    static Optional<CommitInfo> commitInfo(VersionLog log) throws IOException {
        try (CloseableIterator<Action> actions = log.getActionsIterator()) {
            while (actions.hasNext()) {
                if (actions.next() instanceof CommitInfo info) {
                    return Optional.of(info);
                }
            }
        }
        return Optional.empty();
    }
}
