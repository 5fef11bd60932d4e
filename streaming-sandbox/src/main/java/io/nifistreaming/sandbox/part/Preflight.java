package io.nifistreaming.sandbox.part;

import io.nifistreaming.sandbox.SandboxException;
import io.nifistreaming.sandbox.Settings;
import io.nifistreaming.sandbox.SettingsFile;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What can be known to go wrong before anything is started: Java, ports, memory, disk. */
public final class Preflight {
    private static final int OLDEST_JAVA = 17;

    private final Machine machine;

    public Preflight(Machine machine) {
        this.machine = machine;
    }

    /**
     * @param toStart the parts that do not run yet
     * @param toFetch megabytes that are still to be downloaded
     * @throws SandboxException for the first thing that is missing, with the remedy
     */
    public void check(Settings settings, Collection<? extends Part> toStart, long toFetch) {
        if (toStart.isEmpty()) {
            return;
        }
        if (machine.javaFeature() < OLDEST_JAVA) {
            throw new SandboxException("Java " + machine.javaFeature() + " is too old: the sandbox needs Java "
                    + OLDEST_JAVA + " or newer. Set JAVA_HOME to one.");
        }
        for (Part part : toStart) {
            for (int port : part.ports()) {
                checkPort(part, port);
            }
        }
        long needed = toStart.stream().mapToLong(Part::megabytes).sum();
        long available = machine.availableMegabytes();
        if (available < needed) {
            throw new SandboxException("Memory is short: " + names(toStart) + " need up to " + needed + " MB, and "
                    + available + " MB are available. Stop something else first.");
        }
        long disk = machine.diskMegabytes(existing(settings.dir()));
        long wanted = toFetch + toStart.stream().mapToLong(Part::diskMegabytes).sum();
        if (disk < wanted) {
            throw new SandboxException("Disk space is short: " + disk + " MB are left at " + settings.dir() + ", and "
                    + names(toStart) + " still need " + wanted + " MB for what is not laid out yet and for their data."
                    + " Free some, or choose another place with --dir.");
        }
    }

    private void checkPort(Part part, int port) {
        if (!machine.portFree(port)) {
            throw new SandboxException("Port " + port + ", which " + part.title() + " needs, is taken"
                    + otherSandbox(port)
                            .map(dir -> " (another sandbox runs in " + dir + ")")
                            .orElse("")
                    + ". Stop what uses it, or choose other ports: ./sandbox up --port-base N uses N to N+"
                    + (Settings.PORTS - 1) + ".");
        }
    }

    private Optional<String> otherSandbox(int port) {
        return machine.commandLines().stream()
                .flatMap(List::stream)
                .filter(argument -> argument.startsWith("-Dsandbox.dir="))
                .map(argument -> argument.substring("-Dsandbox.dir=".length()))
                .filter(dir -> uses(dir, port))
                .findFirst();
    }

    private static boolean uses(String dir, int port) {
        OptionalInt base = new SettingsFile(Path.of(dir)).portBase();
        return base.isPresent() && port >= base.getAsInt() && port < base.getAsInt() + Settings.PORTS;
    }

    private static String names(Collection<? extends Part> parts) {
        return String.join(", ", parts.stream().map(Part::title).toList());
    }

    private static Path existing(Path path) {
        Path at = path;
        while (!Files.exists(at)) {
            at = at.getParent();
        }
        return at;
    }

    /** What is asked of the machine. */
    public interface Machine {
        int javaFeature();

        boolean portFree(int port);

        long availableMegabytes();

        long diskMegabytes(Path existing);

        /** The arguments of every process that may be looked at. */
        List<List<String>> commandLines();

        /** The machine that this JVM runs on. */
        static Machine here() {
            return new ThisMachine();
        }
    }

    private static final class ThisMachine implements Machine {
        @Override
        public int javaFeature() {
            return Runtime.version().feature();
        }

        @Override
        public boolean portFree(int port) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            try (ServerSocket socket = new ServerSocket();
                    DatagramSocket datagrams = new DatagramSocket(address)) {
                // Connections of the former process may linger on the port; a listener does not.
                socket.setReuseAddress(true);
                socket.bind(address);
                return datagrams.isBound();
            } catch (IOException expected) {
                return false;
            }
        }

        @Override
        public long availableMegabytes() {
            return Memory.availableMegabytes();
        }

        @Override
        public long diskMegabytes(Path existing) {
            try {
                return Files.getFileStore(existing).getUsableSpace() >> 20;
            } catch (IOException e) {
                throw new SandboxException(
                        "Cannot tell how much disk is left at " + existing + ": " + e.getMessage(), e);
            }
        }

        @Override
        public List<List<String>> commandLines() {
            return ProcessHandle.allProcesses()
                    .map(handle -> handle.info().arguments())
                    .flatMap(Optional::stream)
                    .map(Arrays::asList)
                    .toList();
        }
    }
}
