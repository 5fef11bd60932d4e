package io.nifistreaming.kafka;

import io.nifistreaming.kafka.SendFailures.Verdict;
import io.nifistreaming.origin.RangeSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/**
 * Publishes jobs in one transaction, and again without what turned out to be impossible, until what can be sent is sent
 * or has to wait.
 */
final class TransactionalBatch {
    private final Shared shared;
    private final ProducerLease lease;
    private final List<Job> jobs;
    private RecordProducer producer;

    private enum Step {
        FINISHED,
        AGAIN
    }

    TransactionalBatch(Shared shared, ProducerLease lease, List<Job> jobs) {
        this.shared = shared;
        this.lease = lease;
        this.jobs = jobs;
    }

    /** Gives every open job an outcome. */
    void run() {
        if (jobs.isEmpty()) {
            return;
        }
        boolean regular = false;
        try {
            producer = lease.ready();
            claim();
            while (!open().isEmpty() && attempt() == Step.AGAIN) {
                claim();
            }
            regular = true;
        } catch (KafkaException | NotReadyException failed) {
            Verdict.Later later = SendFailures.waitFor(failed);
            lease.discard();
            open().forEach(job -> job.await(later));
            regular = true;
        } finally {
            if (!regular) {
                lease.discard();
            }
            lease.releaseClaims();
        }
    }

    private List<Job> open() {
        return jobs.stream().filter(Job::isOpen).toList();
    }

    private void claim() {
        for (Job job : open()) {
            if (!lease.claim(job.source(), job.lineage().range())) {
                job.await(new Verdict.Later(
                        WaitReason.CONFLICT,
                        "Another task is publishing, or has not yet settled, the same range of " + job.source()));
            }
        }
    }

    private Step attempt() {
        Outlet outlet = new Outlet(producer, shared.plan().delivery());
        Map<SourceInTopic, RangeSet> added = new HashMap<>();
        try {
            for (Job job : open()) {
                stream(job, outlet, added);
            }
            if (!outlet.isMuted() && outlet.hasBegun() && !outlet.hasFailed()) {
                producer.flush();
            }
            if (outlet.isMuted() || outlet.hasFailed()) {
                return abandon(outlet);
            }
            if (outlet.hasBegun()) {
                return commit(outlet, added);
            }
        } catch (KafkaException failed) {
            return afterFailure(outlet, failed);
        }
        open().forEach(Job::done);
        return Step.FINISHED;
    }

    private void stream(Job job, Outlet outlet, Map<SourceInTopic, RangeSet> added) {
        if (outlet.hasFailed()) {
            return;
        }
        RangeSet held = shared.progress().held(job.source()).plus(added.getOrDefault(job.source(), RangeSet.empty()));
        JobStream stream =
                new JobStream(job, held, shared.plan(), shared.gateway().limits());
        switch (stream.into(outlet)) {
            case COMPLETE -> added.merge(job.source(), job.tally().held(), RangeSet::plus);
            case MISFIT -> {
                job.useOwnLineage();
                outlet.mute();
            }
            case UNREADABLE -> outlet.mute();
            case FAILED -> outlet.mute();
            default -> throw new IllegalStateException("no other end");
        }
    }

    private Step commit(Outlet outlet, Map<SourceInTopic, RangeSet> added) {
        ProgressChanges changes = new ProgressChanges(shared, lease);
        changes.send(added, outlet);
        producer.flush();
        if (outlet.hasFailed()) {
            return abandon(outlet);
        }
        try {
            producer.commit();
        } catch (RuntimeException unanswered) {
            lease.discardUnsettled();
            String why = SendFailures.waitFor(unanswered).message();
            open().forEach(job -> job.unknown("The transaction may have been committed or not: " + why));
            return Step.FINISHED;
        }
        changes.committed();
        open().forEach(job -> job.done(changes.forgottenBefore(job.source())));
        return Step.FINISHED;
    }

    /** Aborts, learns from what failed, and tries again if that promises anything. */
    private Step abandon(Outlet outlet) {
        FailedSends failed = new FailedSends(outlet);
        if (outlet.hasBegun()) {
            if (outlet.hasFailed() && !failed.isAnyRejected()) {
                if (failed.isOfProgress()) {
                    // Kafka only says that a record expired, even where the topic is gone.
                    shared.reader().look();
                }
                lease.discard();
                open().forEach(job -> job.await(failed.later()));
                return Step.FINISHED;
            }
            producer.abort();
        }
        new FailedSends(outlet).rejectIn(jobs, shared.topics());
        return Step.AGAIN;
    }

    private Step afterFailure(Outlet outlet, KafkaException failure) {
        FailedSends failed = new FailedSends(outlet);
        if (failed.isAnyRejected()) {
            return abandon(outlet);
        }
        throw failure;
    }
}
