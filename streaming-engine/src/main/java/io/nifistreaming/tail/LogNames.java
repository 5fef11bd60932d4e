package io.nifistreaming.tail;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells to which log a file belongs by its name: {@code app.log.2.gz} to {@code app.log}, if that is looked for. */
final class LogNames {
    private final List<TailRoot.Matcher> matchers;

    LogNames(TailPlan plan) {
        this.matchers = plan.isSpool()
                ? List.of()
                : plan.roots().stream().map(TailRoot::matcher).toList();
    }

    Path log(Path file) {
        Path log = file;
        for (Optional<Path> before = before(log); before.isPresent(); before = before(log)) {
            log = before.get();
        }
        return log;
    }

    /** The name that the last rotation made this one of, which is shorter. */
    private Optional<Path> before(Path file) {
        for (TailRoot.Matcher matcher : matchers) {
            Optional<Path> before = file.startsWith(matcher.base()) ? matcher.rotatedFrom(file) : Optional.empty();
            if (before.isPresent()) {
                return before;
            }
        }
        return Optional.empty();
    }
}
