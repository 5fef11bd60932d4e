package io.nifistreaming.tail;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Completes files that are delivered to their ends, in two steps with a saved checkpoint between them: a file that is
 * done and no longer there has been completed before a crash.
 */
final class Spool {
    private static final int MOST_NAMES = 1_000;

    private final TailContext context;
    private final TrackedFiles tracked;
    private final Troubles troubles;

    Spool(TailContext context, TrackedFiles tracked) {
        this.context = context;
        this.tracked = tracked;
        this.troubles = new Troubles(context.listener());
    }

    /** Tells the names that completed files got, which nobody reads again. */
    static Predicate<Path> completed(TailPlan plan) {
        if (plan.spool() instanceof Completion.Suffix suffix) {
            Pattern ending = Pattern.compile(Pattern.quote(suffix.suffix()) + "([.][0-9]+)?$");
            return path -> ending.matcher(path.getFileName().toString()).find();
        }
        if (plan.spool() instanceof Completion.Move move) {
            return path -> path.startsWith(move.directory());
        }
        return path -> false;
    }

    /** Marks what is delivered, as the checkpoint about to be taken will tell. */
    void finish() {
        if (!context.plan().isSpool()) {
            return;
        }
        for (TailedFile file : tracked.all().toArray(new TailedFile[0])) {
            Place place = file.place;
            boolean delivered = file.known
                    && place.isRead()
                    && file.pending.isEmpty()
                    && file.quarantineDue == null
                    && file.confirmed.offset() >= place.lastSize();
            if (delivered) {
                context.handles().close(file);
                tracked.place(file, place.in(Place.State.DONE, place.changedMillis()));
            }
            file.toComplete = file.place.state() == Place.State.DONE;
        }
    }

    void complete(long nowMillis) {
        if (!context.plan().isSpool()) {
            return;
        }
        for (TailedFile file : tracked.all().toArray(new TailedFile[0])) {
            if (file.toComplete && file.place.state() == Place.State.DONE) {
                complete(file, nowMillis);
            }
        }
    }

    private void complete(TailedFile file, long nowMillis) {
        Path path = file.place.path();
        try {
            if (isThere(file)) {
                putAway(path);
            }
            troubles.ended(path);
        } catch (IOException e) {
            troubles.started(
                    path,
                    "File " + path + " is delivered, and can't be completed (" + e + "): check the "
                            + "permissions of its directory, and whether the target exists and is on the same file"
                            + " system. It is tried again, and not read again.");
            return;
        }
        tracked.place(file, file.place.in(Place.State.GONE, nowMillis));
    }

    /** Whether the delivered file itself is still there: it may have been completed before a crash, or taken away. */
    private boolean isThere(TailedFile file) throws IOException {
        try {
            return file.place.isInode(context.files().stat(file.place.path()));
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private void putAway(Path path) throws IOException {
        Completion completion = context.plan().spool();
        if (completion instanceof Completion.Suffix suffix) {
            move(path, Path.of(path + suffix.suffix()));
        } else if (completion instanceof Completion.Move move) {
            move(path, move.directory().resolve(path.getFileName()));
        } else {
            context.files().delete(path);
        }
    }

    /** Nothing is overwritten: where the name is taken, a number is added. */
    private void move(Path from, Path to) throws IOException {
        for (int number = 0; ; number++) {
            try {
                context.files().move(from, number == 0 ? to : Path.of(to + "." + number));
                return;
            } catch (FileAlreadyExistsException e) {
                if (number == MOST_NAMES) {
                    throw e;
                }
            }
        }
    }
}
