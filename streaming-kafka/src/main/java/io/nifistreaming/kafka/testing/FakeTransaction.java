package io.nifistreaming.kafka.testing;

/** One transaction, from its begin to its end. */
final class FakeTransaction {
    private final String id;
    private final int epoch;
    private State state = State.OPEN;

    enum State {
        OPEN,
        COMMITTED,
        ABORTED
    }

    FakeTransaction(String id, int epoch) {
        this.id = id;
        this.epoch = epoch;
    }

    String id() {
        return id;
    }

    int epoch() {
        return epoch;
    }

    State state() {
        return state;
    }

    void end(State end) {
        if (state == State.OPEN) {
            state = end;
        }
    }
}
