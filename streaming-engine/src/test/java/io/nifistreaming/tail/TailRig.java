package io.nifistreaming.tail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Drives a tailer as an adapter does, over restarts, and keeps what came of it. */
final class TailRig implements AutoCloseable {
    final List<TailOutcome> outcomes = new ArrayList<>();
    final List<String> troubles = new ArrayList<>();
    final List<Path> troublesOver = new ArrayList<>();
    private final TailPlan plan;
    private final LogFiles files;
    private final MemorySink sink = new MemorySink();
    private Map<String, String> saved = new TreeMap<>();
    private Instant now;
    private LogTailer tailer;

    TailRig(TailPlan plan, LogFiles files, Instant start) {
        this.now = start;
        this.plan = plan;
        this.files = files;
        start();
    }

    /** Polls, confirms and saves until nothing has come for a while of the tailer's clock. */
    void drain() throws IOException {
        for (int quiet = 0; quiet < 8; ) {
            now = now.plus(Duration.ofSeconds(2));
            quiet = poll().isEmpty() ? quiet + 1 : 0;
        }
    }

    List<TailOutcome> poll() throws IOException {
        return settled(tailer.poll(now, sink, 100));
    }

    /** Two seconds later, with nobody to take what would be read. */
    List<TailOutcome> look(boolean reports) {
        now = now.plus(Duration.ofSeconds(2));
        return settled(tailer.look(now, reports));
    }

    /** At that moment, with nobody to take what would be read. */
    List<TailOutcome> look(Instant at) {
        now = at;
        return settled(tailer.look(now, true));
    }

    private List<TailOutcome> settled(List<TailOutcome> came) {
        outcomes.addAll(came);
        tailer.confirm(came);
        saved = tailer.checkpoints().encode();
        tailer.complete(now);
        return came;
    }

    /** Two seconds later. */
    void pass() throws IOException {
        now = now.plus(Duration.ofSeconds(2));
        poll();
    }

    void restart() {
        tailer.close();
        start();
    }

    Checkpoints checkpoints() {
        return tailer.checkpoints();
    }

    List<TailBatch> batches() {
        List<TailBatch> batches = new ArrayList<>();
        for (TailOutcome outcome : outcomes) {
            if (outcome instanceof TailOutcome.Batch batch) {
                batches.add(batch.batch());
            }
        }
        return batches;
    }

    /** All content, in the order of its arrival. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (TailBatch batch : batches()) {
            text.append(new String(MemorySink.bytes(batch), StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    <T extends TailOutcome> List<T> all(Class<T> kind) {
        return outcomes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public void close() {
        tailer.close();
    }

    private void start() {
        TailListener listener = new TailListener() {
            @Override
            public void troubleStarted(Path about, String message) {
                troubles.add(message);
            }

            @Override
            public void troubleEnded(Path about) {
                troublesOver.add(about);
            }
        };
        tailer = new LogTailer(plan, files, listener, Checkpoints.decode(saved), now);
    }
}
