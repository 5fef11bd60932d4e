package io.nifistreaming.sandbox.part;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory figures, from Linux where it gives them: the JVM's own "free" leaves out what caches would give back. */
public final class Memory {
    private static final Pattern FIGURE = Pattern.compile("\\w+:\\s+(\\d+) kB");

    private Memory() {}

    static long availableMegabytes() {
        return figure(Path.of("/proc/meminfo"), "MemAvailable").orElseGet(() -> {
            com.sun.management.OperatingSystemMXBean system =
                    ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
            return system.getTotalMemorySize() >> 21;
        });
    }

    /** Resident megabytes of a process, where the system tells. */
    public static OptionalLong residentMegabytes(long pid) {
        return figure(Path.of("/proc/" + pid + "/status"), "VmRSS");
    }

    private static OptionalLong figure(Path file, String name) {
        try {
            return Files.exists(file) ? megabytes(Files.readAllLines(file), name) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    static OptionalLong megabytes(List<String> lines, String name) {
        for (String line : lines) {
            Matcher matcher = FIGURE.matcher(line);
            if (line.startsWith(name + ":") && matcher.matches()) {
                return OptionalLong.of(Long.parseLong(matcher.group(1)) >> 10);
            }
        }
        return OptionalLong.empty();
    }
}
