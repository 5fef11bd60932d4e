package io.nifistreaming.sandbox;

import io.nifistreaming.sandbox.api.NifiApi;
import io.nifistreaming.sandbox.layout.Layouts;
import io.nifistreaming.sandbox.part.Launcher;
import io.nifistreaming.sandbox.part.NifiPart;
import io.nifistreaming.sandbox.part.Preflight;
import io.nifistreaming.sandbox.progress.Progress;
import java.nio.file.Path;
import java.util.List;

/**
 * A NiFi 2.3.0 with our NAR and nothing else around it, for the test that every component of ours is in its listing: on
 * that line a class that fails to link vanishes without a word.
 */
public final class NifiTwoHost implements AutoCloseable {
    private final Settings settings;
    private final Layouts layouts;
    private final Path javaHome;
    private final NifiPart part;

    /**
     * @param dir its folder
     * @param port NiFi's port on loopback
     * @param javaHome a JDK 21 or newer
     */
    public NifiTwoHost(Path dir, int port, Path javaHome) {
        this.settings = new Settings(Project.root(Path.of("")), dir, port);
        this.layouts = Layouts.nifiTwo(settings.root(), Path.of(System.getProperty("java.home")));
        this.javaHome = javaHome;
        this.part = new NifiPart(NifiPart.Release.TWO, settings, layouts, () -> Project.nar(settings.root()));
    }

    /** Lays it out, starts it, and returns when its API answers. */
    public void start(Progress progress) {
        Launcher launcher = new Launcher(settings.dir(), javaHome, progress);
        if (!launcher.process(part).running()) {
            new Preflight(Preflight.Machine.here()).check(settings, List.of(part), layouts.megabytesToFetch());
        }
        layouts.ensure(progress);
        try {
            launcher.start(part);
        } catch (RuntimeException e) {
            launcher.cancel();
            throw e;
        }
    }

    public NifiApi nifi() {
        return NifiApi.at(settings.nifi());
    }

    /** Where it writes what went wrong. */
    public Path log() {
        return part.log();
    }

    /** Stops it; its folder stays. */
    @Override
    public void close() {
        new Launcher(settings.dir(), javaHome, Progress.silent()).stop(part);
    }
}
