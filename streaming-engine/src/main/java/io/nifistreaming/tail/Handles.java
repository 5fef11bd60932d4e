package io.nifistreaming.tail;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Open files, the least recently used closed first. An open file can be read to its end after it was deleted. */
final class Handles implements AutoCloseable {
    private static final int MOST = 256;
    /** What is missing, or may be before it is read, is closed last: nothing else leads to what is deleted. */
    private static final int MOST_WITH_UNREAD = 1_024;

    private final LogFiles files;
    private final Troubles troubles;
    private final Map<TailedFile, OpenLog> open = new LinkedHashMap<>(16, 0.75f, true);

    Handles(LogFiles files, TailListener listener) {
        this.files = files;
        this.troubles = new Troubles(listener);
    }

    /** The content of the file; empty if it can't be read now, of which somebody was told. */
    Optional<OpenLog> of(TailedFile file) {
        OpenLog held = open.get(file);
        if (held != null) {
            return Optional.of(held);
        }
        if (file.place.state() == Place.State.MISSING) {
            return Optional.empty();
        }
        Path path = file.place.path();
        try {
            OpenLog log = CompressedLog.open(files, path, file.place.form());
            if (!file.place.isInode(log.stat())) {
                log.close();
                file.nextLookMillis = Long.MIN_VALUE;
                return Optional.empty();
            }
            hold(file, log);
            troubles.ended(path);
            return Optional.of(log);
        } catch (NoSuchFileException e) {
            file.nextLookMillis = Long.MIN_VALUE;
        } catch (IOException e) {
            failed(file, e);
        }
        return Optional.empty();
    }

    /** Reading failed: it is tried again, with a new handle. */
    void failed(TailedFile file, IOException e) {
        Path path = file.place.path();
        troubles.started(
                path,
                "File " + path + " can't be read (" + e + "): check its permissions and its disk. It is "
                        + "tried again at each poll, from byte " + file.read.offset() + ".");
        close(file);
    }

    boolean hasFailed(TailedFile file) {
        return troubles.isOpen(file.place.path());
    }

    boolean isOpen(TailedFile file) {
        return open.containsKey(file);
    }

    void close(TailedFile file) {
        OpenLog log = open.remove(file);
        if (log != null) {
            log.close();
        }
    }

    @Override
    public void close() {
        open.values().forEach(OpenLog::close);
        open.clear();
    }

    private void hold(TailedFile file, OpenLog log) {
        open.put(file, log);
        if (open.size() > MOST) {
            TailedFile eldest = null;
            for (TailedFile each : open.keySet()) {
                boolean needed = each.place.state() == Place.State.MISSING || each.isUnread();
                if (!needed || open.size() > MOST_WITH_UNREAD) {
                    eldest = each;
                    break;
                }
            }
            if (eldest != null && eldest != file) {
                close(eldest);
            }
        }
    }
}
