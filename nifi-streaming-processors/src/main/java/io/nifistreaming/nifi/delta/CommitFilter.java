package io.nifistreaming.nifi.delta;

import java.time.Clock;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.FlowFileFilter;

/** Takes flow files of one table for one version of it: that of the first in the queue. */
final class CommitFilter implements FlowFileFilter {
    private final PutPlan plan;
    private final Clock clock;
    private PutTarget target;
    private int count;
    private long bytes;
    private boolean full;
    private long oldestMillis = Long.MAX_VALUE;

    CommitFilter(PutPlan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
    }

    @Override
    public FlowFileFilterResult filter(FlowFile flowFile) {
        PutTarget other = plan.target(flowFile);
        if (target == null) {
            target = other;
        } else if (!target.equals(other)) {
            return FlowFileFilterResult.REJECT_AND_CONTINUE;
        }
        if (count > 0 && bytes + flowFile.getSize() > plan.bytes()) {
            full = true;
            return FlowFileFilterResult.REJECT_AND_TERMINATE;
        }
        count++;
        bytes += flowFile.getSize();
        oldestMillis = Math.min(oldestMillis, queued(flowFile));
        full = count >= plan.flowFiles() || bytes >= plan.bytes();
        return full ? FlowFileFilterResult.ACCEPT_AND_TERMINATE : FlowFileFilterResult.ACCEPT_AND_CONTINUE;
    }

    private static long queued(FlowFile flowFile) {
        Long since = flowFile.getLastQueueDate();
        return since == null ? flowFile.getEntryDate() : since;
    }

    /** Whether what was taken is enough for a version, or has waited for long enough. */
    boolean isDue() {
        return full || clock.millis() - oldestMillis >= plan.age().toMillis();
    }

    /** Of what was taken. */
    PutTarget target() {
        return target;
    }
}
