package io.nifistreaming.sandbox.part;

import java.nio.file.Path;
import java.util.List;

/** One part of the stack: what it is, how it is started, and how it is asked whether it is ready. */
public interface Part {
    /** The word for it on the command line: {@code kafka}, {@code registry}, {@code nifi}, {@code shop}. */
    String name();

    /** For people, for example {@code NiFi 1.16.3}. */
    String title();

    /** Where a person or a client finds it. */
    String address();

    /** The loopback ports it listens on; they must be free before it starts. */
    List<Integer> ports();

    /** Megabytes of memory it takes at most, roughly: heap and what a JVM needs beside it. */
    int megabytes();

    /** Megabytes of disk it still needs: to lay itself out, and for some data. */
    default int diskMegabytes() {
        return 50;
    }

    /** Its folder, the working directory of its process. */
    Path home();

    /** Writes its configuration and brings its programs up to date; called before every start. */
    void prepare();

    /** The JVM's arguments: options, class path, main class and its arguments. */
    List<String> arguments();

    /** Asks its API; false while it does not answer yet. */
    boolean ready();

    /** Its own log file. */
    default Path log() {
        return home().resolve("logs").resolve(name() + ".log");
    }

    /** What its process writes to standard output and error: what goes wrong before a log file is open. */
    default Path output() {
        return home().resolve("logs").resolve(name() + ".out");
    }
}
