package io.nifistreaming.sandbox.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.sandbox.SandboxException;
import io.nifistreaming.sandbox.Settings;
import io.nifistreaming.sandbox.layout.Layouts;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
    @TempDir
    private Path dir;

    private final FakeMachine machine = new FakeMachine();
    private Settings settings;
    private List<Part> parts;

    @BeforeEach
    void parts() {
        settings = new Settings(dir, dir.resolve("not/there/yet"), 20_000);
        parts = List.of(new KafkaPart(settings, ""), new ShopPart(settings, ""));
    }

    @Test
    void aMachineWithEverythingIsFine() {
        assertThatCode(() -> new Preflight(machine).check(settings, parts, 0)).doesNotThrowAnyException();
    }

    @Test
    void aTakenPortIsNamedWithThePartAndTheRemedy() {
        machine.taken.add(20_003);

        assertThatThrownBy(() -> new Preflight(machine).check(settings, parts, 0))
                .isInstanceOf(SandboxException.class)
                .hasMessageContainingAll("20003", "Kafka", "--port-base");
    }

    @Test
    void theSandboxThatHasThePortIsNamedByItsFolderAndNoOther() throws IOException {
        machine.taken.add(20_002);
        for (int base : new int[] {28_080, 20_000}) {
            Path other = Files.createDirectories(dir.resolve("other-" + base));
            Files.writeString(other.resolve("sandbox.properties"), "port-base=" + base + "\n");
            machine.commands.add(List.of("-Dsandbox.part=kafka", "-Dsandbox.dir=" + other, "Main"));
        }

        assertThatThrownBy(() -> new Preflight(machine).check(settings, parts, 0))
                .hasMessageContaining("other-20000")
                .hasMessageNotContaining("other-28080");
    }

    @Test
    void portsOfPartsThatRunAlreadyMayBeTaken() {
        machine.taken.add(20_002);

        assertThatCode(() -> new Preflight(machine).check(settings, parts.subList(1, 2), 0))
                .doesNotThrowAnyException();
    }

    @Test
    void anOldJavaShortMemoryAndAFullDiskAreEachNamedWithTheRemedy() {
        machine.java = 11;
        assertThatThrownBy(() -> new Preflight(machine).check(settings, parts, 0))
                .hasMessageContainingAll("Java 11", "JAVA_HOME");

        machine.java = 17;
        machine.memory = 100;
        assertThatThrownBy(() -> new Preflight(machine).check(settings, parts, 0))
                .hasMessageContainingAll("Memory", "100 MB");

        machine.memory = 10_000;
        machine.disk = 5;
        assertThatThrownBy(() -> new Preflight(machine).check(settings, parts, 0))
                .hasMessageContainingAll("Disk", "5 MB", "--dir");
    }

    @Test
    void whatIsLaidOutAlreadyNeedsNoDiskOnceMore() throws IOException {
        Part nifi =
                new NifiPart(NifiPart.Release.ONE, settings, Layouts.standard(dir, dir), () -> dir.resolve("no.nar"));
        List<Part> withNifi = List.of(nifi);
        machine.disk = 300;
        assertThatThrownBy(() -> new Preflight(machine).check(settings, withNifi, 0))
                .hasMessageContainingAll("300 MB are left", "NiFi", "still need", "--dir");

        Files.createDirectories(nifi.home().resolve("work/nar"));

        assertThatCode(() -> new Preflight(machine).check(settings, withNifi, 0))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new Preflight(machine).check(settings, withNifi, 1_200))
                .hasMessageContaining("still need");
    }

    @Test
    void whenNothingIsToBeStartedNothingIsAsked() {
        machine.memory = 0;

        assertThatCode(() -> new Preflight(machine).check(settings, List.of(), 0))
                .doesNotThrowAnyException();
    }

    @Test
    void thisMachineSeesAListenerOnAPortAndAReceiverOfDatagrams() throws IOException {
        Preflight.Machine here = Preflight.Machine.here();
        int port;
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = listener.getLocalPort();
            assertThat(here.portFree(port)).isFalse();
        }

        assertThat(here.portFree(port)).isTrue();
        try (DatagramSocket receiver = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            assertThat(receiver.isBound()).isTrue();
            assertThat(here.portFree(port)).isFalse();
        }
    }

    private static final class FakeMachine implements Preflight.Machine {
        private final Set<Integer> taken = new HashSet<>();
        private final List<List<String>> commands = new ArrayList<>();
        private int java = 17;
        private long memory = 10_000;
        private long disk = 10_000;

        @Override
        public int javaFeature() {
            return java;
        }

        @Override
        public boolean portFree(int port) {
            return !taken.contains(port);
        }

        @Override
        public long availableMegabytes() {
            return memory;
        }

        @Override
        public long diskMegabytes(Path existing) {
            return disk;
        }

        @Override
        public List<List<String>> commandLines() {
            return commands;
        }
    }
}
