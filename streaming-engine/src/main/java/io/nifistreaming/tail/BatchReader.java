package io.nifistreaming.tail;

import io.nifistreaming.origin.Range;
import io.nifistreaming.tail.RecordFramer.Ending;
import io.nifistreaming.tail.RecordFramer.Framed;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Reads the next batch of a file, a chunk at a time, through one buffer that all files share. */
final class BatchReader {
    /** Bytes that a turn may look through for the end of an over-long record. */
    private static final long LEAST_SCAN = 16 << 20;

    private final TailPlan plan;
    private final RecordFramer framer;
    /** Finds the end of an over-long record, which is always a single line, in pieces that begin anywhere in it. */
    private final RecordFramer pieces;

    private final TailLimits limits;
    private final byte[] buffer;

    BatchReader(TailPlan plan) {
        this.plan = plan;
        this.framer = plan.framer();
        this.pieces = framer instanceof DelimitedFramer delimited ? delimited.lines() : framer;
        this.limits = plan.limits();
        this.buffer = new byte[limits.recordBytes()];
    }

    /** What a read came to. */
    sealed interface Result {
        /** A batch, and where reading goes on. */
        record Done(TailBatch batch, Position next) implements Result {}

        /** No complete record. */
        record Nothing() implements Result {}

        /** The file has other content than it had. */
        record Replaced() implements Result {}
    }

    /** Whether a look at the unread bytes may bring a record. */
    boolean isDue(TailedFile file, long nowMillis) {
        Ending ending = ending(file, nowMillis);
        if (file.stuck != null && file.stuck.size() == file.place.lastSize() && file.stuck.ending() == ending) {
            return false;
        }
        long unread = file.place.lastSize() - file.read.offset();
        boolean lingers = ending == Ending.OPEN
                && unread < limits.bytes()
                && nowMillis - file.unreadSinceMillis < limits.linger().toMillis();
        return unread > 0 && !lingers;
    }

    Result read(TailedFile file, OpenLog log, Instant now, TailSink sink) throws IOException {
        Run run = new Run(file, log, now, sink);
        try {
            Result result = run.run();
            if (result instanceof Result.Replaced) {
                run.discard();
            }
            return result;
        } catch (IOException | RuntimeException e) {
            run.discard();
            throw e;
        }
    }

    private Ending ending(TailedFile file, long nowMillis) {
        Place place = file.place;
        if (plan.isSpool() || place.form() != Form.PLAIN) {
            return Ending.FINAL;
        }
        long quiet = nowMillis - place.changedMillis();
        boolean left = place.state() != Place.State.LIVE;
        if (left && quiet >= plan.times().rotationLinger().toMillis()) {
            return Ending.FINAL;
        }
        return quiet >= plan.times().flush().toMillis() ? Ending.IDLE : Ending.OPEN;
    }

    private final class Run {
        private final TailedFile file;
        private final Instant now;
        private final TailSink sink;
        private final LogReader reader;
        private final long size;
        private final Ending ending;
        private final long first;
        private long position;
        private long records;
        private Output output;

        Run(TailedFile file, OpenLog log, Instant now, TailSink sink) throws IOException {
            this.file = file;
            this.now = now;
            this.sink = sink;
            this.reader = new LogReader(log, file.read);
            this.size = file.place.lastSize();
            this.ending = ending(file, now.toEpochMilli());
            this.first = file.read.offset();
            this.position = first;
        }

        Result run() throws IOException {
            if (!reader.start()) {
                return new Result.Replaced();
            }
            while (position < size && records < limits.records() && position - first < limits.bytes()) {
                int want = (int) Math.min(buffer.length, size - position);
                if (reader.fill(buffer, position, want) < want) {
                    return new Result.Replaced();
                }
                Framed framed = frame(want);
                if (framed.bytes() == 0) {
                    if (want == buffer.length && records == 0) {
                        return overlong(want);
                    }
                    break;
                }
                take(framed);
            }
            if (records == 0) {
                file.stuck = new TailedFile.Stuck(size, ending);
                return new Result.Nothing();
            }
            return done(TailBatch.Kind.RECORDS);
        }

        private Framed frame(int want) {
            int most = (int) Math.min(Integer.MAX_VALUE, limits.records() - records);
            long room = Math.max(1, limits.bytes() - (position - first));
            if (room < want) {
                Framed within = framer.frame(buffer, 0, (int) room, Ending.OPEN, most);
                if (within.bytes() > 0 || records > 0) {
                    return within;
                }
                most = 1;
            }
            return framer.frame(buffer, 0, want, endingAt(position + want), most);
        }

        private void take(Framed framed) throws IOException {
            output(TailBatch.Kind.RECORDS).write(buffer, framed.bytes());
            reader.passed(buffer, framed.bytes());
            position += framed.bytes();
            records += framed.records();
        }

        private Ending endingAt(long end) {
            return end == size ? ending : Ending.OPEN;
        }

        private Result overlong(int known) throws IOException {
            Optional<Long> end = endOfOverlong(known);
            if (end.isEmpty()) {
                return new Result.Nothing();
            }
            boolean cut = limits.overlong() == TailLimits.Overlong.CUT;
            TailBatch.Kind kind = cut ? TailBatch.Kind.CUT : TailBatch.Kind.OVERSIZE;
            long written = cut ? first + limits.recordBytes() : end.get();
            while (position < end.get()) {
                int want = (int) Math.min(buffer.length, end.get() - position);
                if (reader.fill(buffer, position, want) < want) {
                    return new Result.Replaced();
                }
                if (position < written) {
                    output(kind).write(buffer, (int) Math.min(want, written - position));
                }
                reader.passed(buffer, want);
                position += want;
            }
            records = 1;
            return done(kind);
        }

        /** Where the record ends that begins at the position; found in bounded steps, each byte looked at once. */
        private Optional<Long> endOfOverlong(int known) throws IOException {
            long from = Math.max(file.scanned, position + pieces.settled(buffer, 0, known));
            long stop = from + Math.max(limits.bytes(), LEAST_SCAN);
            while (from < size && from < stop) {
                int want = (int) Math.min(buffer.length, size - from);
                int count = reader.fill(buffer, from, want);
                int end = pieces.end(buffer, 0, count, endingAt(from + count));
                if (end >= 0) {
                    return Optional.of(from + end);
                }
                int settled = pieces.settled(buffer, 0, count);
                if (settled == 0 || count < want) {
                    break;
                }
                from += settled;
            }
            if (from >= size && ending == Ending.FINAL) {
                return Optional.of(size);
            }
            file.scanned = from;
            file.stuck = from < stop ? new TailedFile.Stuck(size, ending) : null;
            return Optional.empty();
        }

        private Result done(TailBatch.Kind kind) throws IOException {
            if (!reader.stillHolds(file.identity.fingerprint(), file.place.form(), position)) {
                return new Result.Replaced();
            }
            Output written = output(kind);
            written.content.close();
            TailBatch batch = new TailBatch(
                    file.reading(),
                    new Range(first, position),
                    records,
                    written.size,
                    written.crc.getValue(),
                    now,
                    kind,
                    written.content);
            return new Result.Done(batch, new Position(position, reader.tail()));
        }

        private Output output(TailBatch.Kind kind) throws IOException {
            if (output == null) {
                output = new Output(sink.open(file.reading(), kind));
            }
            return output;
        }

        private void discard() throws IOException {
            if (output != null) {
                output.content.discard();
            }
        }
    }

    /** What goes into the sink, measured. */
    private static final class Output {
        private final TailSink.Content content;
        private final java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        private long size;

        Output(TailSink.Content content) {
            this.content = content;
        }

        void write(byte[] bytes, int length) throws IOException {
            crc.update(bytes, 0, length);
            content.write(bytes, 0, length);
            size += length;
        }
    }
}
