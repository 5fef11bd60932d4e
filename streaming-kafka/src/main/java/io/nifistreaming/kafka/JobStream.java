package io.nifistreaming.kafka;

import io.nifistreaming.kafka.KafkaGateway.SendLimits;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.RangeSet;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Streams the records of one job into an outlet: leaves out what is held, and what can never be sent. */
final class JobStream {
    private static final Integer ONLY = 0;

    private final Job job;
    private final Positions positions;
    private final HeldWalk held;
    private final SizeGuard guard;
    private final OriginStamp stamp;
    private final boolean stopsAtFailure;

    /** How the stream ended. */
    enum End {
        COMPLETE,
        /** The records are not those that the lineage tells of. */
        MISFIT,
        UNREADABLE,
        /** A record failed that was sent before. */
        FAILED
    }

    JobStream(Job job, RangeSet held, PublisherPlan plan, SendLimits limits) {
        this.job = job;
        this.positions = new Positions(job.lineage(), job.publication().framing());
        this.held = new HeldWalk(held);
        this.guard = new SizeGuard(limits, job.topic());
        this.stamp = new OriginStamp(job.lineage(), job.publication().headers(), plan.originHeaders());
        this.stopsAtFailure = plan.delivery().isTransactional();
    }

    End into(Outlet outlet) {
        Tally tally = job.beginAttempt();
        try (RecordCursor cursor = job.publication().content().open()) {
            long index = 0;
            while (cursor.advance()) {
                if (!positions.place(cursor)) {
                    return End.MISFIT;
                }
                place(cursor, index, outlet, tally);
                index++;
                if (stopsAtFailure && outlet.hasFailed()) {
                    return End.FAILED;
                }
            }
            if (!positions.complete()) {
                return End.MISFIT;
            }
            tally.finish(positions.next(), positions.end());
            return End.COMPLETE;
        } catch (IOException unreadable) {
            job.reject(RejectKind.UNREADABLE, "The content can't be read as records: " + unreadable.getMessage());
            return End.UNREADABLE;
        }
    }

    private void place(RecordCursor cursor, long index, Outlet outlet, Tally tally) {
        if (held.holds(positions.first(), positions.next())) {
            tally.duplicate();
            return;
        }
        if (job.isRejected(index)) {
            return;
        }
        String unserialisable = cursor.unserialisable();
        if (unserialisable != null) {
            reject(index, RejectKind.SERIALISATION, unserialisable);
            return;
        }
        int partition = cursor.partition();
        if (partition >= job.topic().partitions()) {
            reject(
                    index,
                    RejectKind.UNKNOWN_PARTITION,
                    "Topic '" + job.publication().topic() + "' has "
                            + job.topic().partitions() + " partitions, and none with number " + partition);
            return;
        }
        send(cursor, index, outlet, tally);
    }

    private void send(RecordCursor cursor, long index, Outlet outlet, Tally tally) {
        byte[] key = cursor.key();
        byte[] value = cursor.value();
        List<Header> headers = stamp.stamp(positions.first(), positions.next(), cursor.headers());
        String tooLarge = guard.tooLarge(key, value, headers);
        if (tooLarge != null) {
            reject(index, RejectKind.TOO_LARGE, tooLarge);
            return;
        }
        outlet.send(
                job,
                index,
                positions,
                new ProducerRecord<>(job.publication().topic(), partition(cursor), null, key, value, headers));
        tally.sent(positions.tileFirst(), positions.next());
    }

    /** Null lets the producer choose, which takes it a while even where there is one partition alone. */
    private Integer partition(RecordCursor cursor) {
        if (cursor.partition() >= 0) {
            return cursor.partition();
        }
        return job.topic().partitions() == 1 ? ONLY : null;
    }

    private void reject(long index, RejectKind kind, String message) {
        job.reject(index, new Range(positions.first(), positions.next()), kind, message);
    }
}
