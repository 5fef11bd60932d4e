package io.nifistreaming.kafka;

import io.nifistreaming.kafka.Outlet.Failure;
import io.nifistreaming.kafka.SendFailures.Verdict;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.RangeSet;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** Publishes jobs without a transaction: every record at least once. What fails, fails for its own job alone. */
final class PlainBatch {
    private final Shared shared;
    private final ProducerLease lease;
    private final List<Job> jobs;

    PlainBatch(Shared shared, ProducerLease lease, List<Job> jobs) {
        this.shared = shared;
        this.lease = lease;
        this.jobs = jobs;
    }

    void run() {
        try {
            RecordProducer producer = lease.ready();
            Outlet outlet = new Outlet(producer, shared.plan().delivery());
            for (Job job : open()) {
                verifyLineage(job);
            }
            for (Job job : open()) {
                new JobStream(
                                job,
                                RangeSet.empty(),
                                shared.plan(),
                                shared.gateway().limits())
                        .into(outlet);
            }
            producer.flush();
            for (Failure failure : outlet.failures()) {
                settle(failure);
            }
            open().forEach(Job::done);
        } catch (KafkaException failed) {
            Verdict.Later later = SendFailures.waitFor(failed);
            lease.discard();
            open().forEach(job -> job.await(later));
        }
    }

    private List<Job> open() {
        return jobs.stream().filter(Job::isOpen).toList();
    }

    /** What is sent can't be taken back, so that the positions have to be right before the first record goes. */
    private void verifyLineage(Job job) {
        Publication publication = job.publication();
        Positions positions = new Positions(job.lineage(), publication.framing());
        if (job.lineage().isOpenEnded()) {
            return;
        }
        try (RecordCursor cursor = publication.content().open()) {
            boolean fits = true;
            while (fits && cursor.advance()) {
                fits = positions.place(cursor);
            }
            if (!fits || !positions.complete()) {
                job.useOwnLineage();
            }
        } catch (IOException unreadable) {
            job.reject(RejectKind.UNREADABLE, "The content can't be read as records: " + unreadable.getMessage());
        }
    }

    private void settle(Failure failure) {
        Verdict verdict = SendFailures.of(failure.exception());
        Job job = failure.job();
        if (!job.isOpen()) {
            return;
        }
        if (verdict instanceof Verdict.RejectRecord reject) {
            job.reject(failure.index(), new Range(failure.first(), failure.next()), reject.kind(), reject.message());
        } else if (verdict instanceof Verdict.RejectTopic reject) {
            shared.topics().refuse(job, reject);
        } else if (verdict instanceof Verdict.Later later) {
            lease.discard();
            job.await(later);
        } else if (verdict instanceof Verdict.Collateral collateral) {
            job.await(new Verdict.Later(WaitReason.BROKER_UNAVAILABLE, collateral.message()));
        }
    }
}
