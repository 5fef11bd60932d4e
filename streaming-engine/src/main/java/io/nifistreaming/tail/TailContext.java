package io.nifistreaming.tail;

/** What every part of a tailer works with. */
record TailContext(TailPlan plan, LogFiles files, Handles handles, TailListener listener) {
    TailTimes times() {
        return plan.times();
    }
}
