package io.nifistreaming.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the numbers were measured on.
 *
 * @param load how many threads wanted to run, on average over the last minute; -1 where the system doesn't tell
 */
public record Machine(String processor, int cores, long memoryMegabytes, String system, String java, double load) {

    /** This machine, now. */
    public static Machine now() {
        OperatingSystemMXBean bean = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                processorName(),
                bean.getAvailableProcessors(),
                bean.getTotalMemorySize() >> 20,
                bean.getName() + " " + bean.getVersion(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                bean.getSystemLoadAverage());
    }

    private static String processorName() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException elsewhere) {
            return System.getProperty("os.arch");
        }
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.1f GiB, %s, %s",
                processor,
                cores,
                memoryMegabytes / 1024.0,
                system,
                java);
    }
}
