package io.nifistreaming.sandbox;

import io.nifistreaming.sandbox.api.NifiApi;
import io.nifistreaming.sandbox.api.RegistryApi;
import io.nifistreaming.sandbox.flow.ForeignVersions;
import io.nifistreaming.sandbox.layout.Layouts;
import io.nifistreaming.sandbox.part.KafkaPart;
import io.nifistreaming.sandbox.part.Launcher;
import io.nifistreaming.sandbox.part.NifiPart;
import io.nifistreaming.sandbox.part.Part;
import io.nifistreaming.sandbox.part.PartProcess;
import io.nifistreaming.sandbox.part.Preflight;
import io.nifistreaming.sandbox.part.RegistryPart;
import io.nifistreaming.sandbox.part.ShopPart;
import io.nifistreaming.sandbox.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * One sandbox: a folder, a range of ports, and the parts that run from them. Nothing in this class remembers a process:
 * each call looks at what runs, so any number of {@code Sandbox} values, in any process, see the same sandbox.
 *
 * <pre>{@code
 * Sandbox sandbox = Sandbox.in(dir, 28080);
 * sandbox.up(Progress.silent());
 * sandbox.part("nifi").kill();
 * sandbox.part("nifi").start();
 * sandbox.down();
 * }</pre>
 */
public final class Sandbox {
    private final Settings settings;
    private final Layouts layouts;
    private final Path javaHome;
    private final List<Part> parts;

    private Sandbox(Settings settings) {
        this.settings = settings;
        this.javaHome = Path.of(System.getProperty("java.home"));
        this.layouts = Layouts.standard(settings.root(), javaHome);
        String classPath = System.getProperty("java.class.path");
        this.parts = List.of(
                new KafkaPart(settings, classPath),
                new RegistryPart(settings, layouts),
                new NifiPart(NifiPart.Release.ONE, settings, layouts, () -> Project.nar(settings.root())),
                new ShopPart(settings, classPath));
    }

    /** The sandbox in this folder on this port base; the project is found from the working directory. */
    public static Sandbox in(Path dir, int portBase) {
        return new Sandbox(new Settings(Project.root(Path.of("")), dir, portBase));
    }

    /** The sandbox in this folder, on the ports given, else those of the environment, else those it remembers. */
    public static Sandbox in(Path dir, OptionalInt portBase) {
        OptionalInt remembered = new SettingsFile(dir).portBase();
        return in(dir, SettingsFile.choose(portBase, System.getenv(), remembered));
    }

    /** The folder of the sandbox that is meant when none is named: in the project, not where one happens to stand. */
    public static Path usualDir() {
        return Settings.usualDir(Project.root(Path.of("")));
    }

    /** Where it lives, its ports and its addresses. */
    public Settings settings() {
        return settings;
    }

    public NifiApi nifi() {
        return NifiApi.at(settings.nifi());
    }

    public RegistryApi registry() {
        return RegistryApi.at(settings.registry());
    }

    public List<Part> parts() {
        return parts;
    }

    /** Handles a part: {@code kafka}, {@code registry}, {@code nifi} or {@code shop}. */
    public Handle part(String name) {
        return new Handle(parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SandboxException("There is no part '" + name + "': the parts are "
                        + String.join(", ", parts.stream().map(Part::name).toList()) + ".")));
    }

    public PartProcess process(Part part) {
        return new PartProcess(part.name(), settings.dir());
    }

    /** Whether {@link #up} was here: its folder names its ports. */
    public boolean exists() {
        return new Folder(settings.dir()).claimed();
    }

    /** @throws SandboxException if there is no sandbox in the folder */
    public void require() {
        new Presence(this, Preflight.Machine.here()).require();
    }

    /** @throws SandboxException unless these parts of this sandbox run, on the ports that are meant */
    public void requireRunning(String... names) {
        for (String name : names) {
            new Presence(this, Preflight.Machine.here()).require(part(name).part());
        }
    }

    /** The parts that do not run now. */
    public List<Part> stopped() {
        return parts.stream().filter(part -> !process(part).running()).toList();
    }

    /**
     * Lays out, starts and seeds everything that is not there yet. When a part does not come up, those started with it
     * are stopped again; when a flow does not fit the canvas, all goes on running, to be looked at.
     *
     * @return what a person should know beside "it runs"
     */
    public List<String> up(Progress progress) {
        return up(progress, hook -> {});
    }

    /** The same; {@code onBegin} gets what breaks it off without leaving a process behind. */
    public List<String> up(Progress progress, Consumer<Runnable> onBegin) {
        new Folder(settings.dir()).refuseStrangers();
        try (Lock lock = Lock.of(settings.dir())) {
            refuseOtherPorts();
            Preflight preflight = new Preflight(Preflight.Machine.here());
            preflight.check(settings, stopped(), layouts.megabytesToFetch());
            new SettingsFile(settings.dir()).remember(settings.portBase());
            layouts.ensure(progress);
            Launcher launcher = new Launcher(settings.dir(), javaHome, progress);
            onBegin.accept(launcher::cancel);
            return new UpSequence(this, launcher, progress).run();
        }
    }

    /**
     * Parts that run on the ports of yesterday would not find those of today.
     *
     * @throws SandboxException if this sandbox runs on other ports than these
     */
    public void refuseOtherPorts() {
        OptionalInt remembered = new SettingsFile(settings.dir()).portBase();
        boolean runs = stopped().size() < parts.size();
        if (runs && remembered.isPresent() && remembered.getAsInt() != settings.portBase()) {
            throw new SandboxException("The sandbox in " + settings.dir() + " runs on port base "
                    + remembered.getAsInt() + ": ./sandbox down first, then up --port-base " + settings.portBase()
                    + ", or use another folder with --dir.");
        }
    }

    /** Publishes the flows to Registry and brings the newest versions onto the canvas; everything must run. */
    public List<String> publishFlows(ForeignVersions foreign, Progress progress) {
        requireRunning("kafka", "registry", "nifi");
        try (Lock lock = Lock.of(settings.dir())) {
            return new LocalSeed(this, progress).all(foreign);
        }
    }

    /**
     * Stops the parts that run: NiFi first, since it uses the others. State stays.
     *
     * @return whether anything ran
     */
    public boolean down(Progress progress) {
        if (!exists() && stopped().size() == parts.size()) {
            // The lock would leave a file in a folder that is not ours.
            return false;
        }
        try (Lock lock = Lock.of(settings.dir())) {
            boolean ran = stopped().size() < parts.size();
            Launcher launcher = new Launcher(settings.dir(), javaHome, progress);
            for (String name : List.of("nifi", "registry", "shop", "kafka")) {
                launcher.stop(part(name).part());
            }
            return ran;
        }
    }

    public void down() {
        down(Progress.silent());
    }

    /** @throws SandboxException if there is no sandbox that {@link #reset} could delete */
    public void requireDeletable() {
        new Folder(settings.dir()).refuseToDeleteStrangers();
    }

    /**
     * Stops everything and deletes all state, and the folder; does nothing where no sandbox ever was.
     *
     * @return what was left in the folder, since no sandbox made it
     * @throws SandboxException if the folder holds something, and is no sandbox's; nothing is deleted then
     */
    public List<Path> reset(Progress progress) {
        Folder folder = new Folder(settings.dir());
        if (folder.blank()) {
            return List.of();
        }
        folder.refuseToDeleteStrangers();
        down(progress);
        return folder.delete();
    }

    /** One part of this sandbox, to be started, stopped and killed alone. */
    public final class Handle {
        private final Part part;

        private Handle(Part part) {
            this.part = part;
        }

        public Part part() {
            return part;
        }

        public Optional<ProcessHandle> process() {
            return Sandbox.this.process(part).find();
        }

        /** {@code kill -9}; returns whether it ran. Returns when the process is gone. */
        public boolean kill() {
            return Sandbox.this.process(part).kill();
        }

        /** Starts it and waits until it is ready. */
        public void start() {
            start(Progress.silent());
        }

        public void start(Progress progress) {
            List<Part> toStart = new ArrayList<>(stopped());
            toStart.removeIf(other -> other != part);
            new Preflight(Preflight.Machine.here()).check(settings, toStart, layouts.megabytesToFetch());
            layouts.ensure(progress);
            launcher(progress).start(part);
        }

        public void stop(Progress progress) {
            launcher(progress).stop(part);
        }

        public void restart(Progress progress) {
            try (Lock lock = Lock.of(settings.dir())) {
                refuseOtherPorts();
                stop(progress);
                start(progress);
            }
        }

        private Launcher launcher(Progress progress) {
            return new Launcher(settings.dir(), javaHome, progress);
        }
    }
}
