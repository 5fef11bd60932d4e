package io.nifistreaming.kafka;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The leases of one publisher: as many as there are tasks at once, with the lowest indexes, so that a restart needs the
 * same ones. A lease with an open fate goes first, since others may wait for what it has claimed. Safe for many
 * threads.
 */
final class LeasePool {
    private static final Comparator<ProducerLease> UNSETTLED_FIRST =
            Comparator.comparing(ProducerLease::isUnsettled).reversed().thenComparing(ProducerLease::index);

    private final Shared shared;
    private final List<ProducerLease> idle = new ArrayList<>();
    private int made;
    private int lent;
    private boolean closed;

    LeasePool(Shared shared) {
        this.shared = shared;
    }

    /** Null once the pool is closed. */
    synchronized ProducerLease acquire() {
        if (closed) {
            return null;
        }
        lent++;
        if (idle.isEmpty()) {
            return new ProducerLease(made++, shared);
        }
        ProducerLease next = idle.stream().min(UNSETTLED_FIRST).orElseThrow();
        idle.remove(next);
        return next;
    }

    synchronized void release(ProducerLease lease) {
        lent--;
        if (closed) {
            lease.discard();
            closeSharedWhenUnused();
        } else {
            idle.add(lease);
        }
    }

    synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        idle.forEach(ProducerLease::discard);
        idle.clear();
        closeSharedWhenUnused();
    }

    private void closeSharedWhenUnused() {
        if (lent == 0) {
            shared.close();
        }
    }
}
