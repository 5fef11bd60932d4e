package io.nifistreaming.sandbox.command;

import java.util.function.Consumer;

/** What Ctrl-C does to a command that starts things: they are stopped, and a person is told. */
final class Interruption implements Runnable {
    private final Consumer<String> say;
    private Runnable breakOff = () -> {};
    private boolean over;
    private boolean happened;

    Interruption(Consumer<String> say) {
        this.say = say;
    }

    /** What has to be done from now on. */
    synchronized void set(Runnable action) {
        breakOff = action;
    }

    /** From here on what was started is to outlive this process. */
    synchronized void over() {
        over = true;
    }

    synchronized boolean happened() {
        return happened;
    }

    @Override
    public void run() {
        Runnable action;
        synchronized (this) {
            if (over) {
                return;
            }
            happened = true;
            action = breakOff;
        }
        action.run();
        say.accept("Interrupted: what it had started was stopped.");
    }
}
