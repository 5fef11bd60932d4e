package io.nifistreaming.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a JVM occupies.
 *
 * @param liveBytes of objects that are reachable, after a full collection
 * @param residentBytes of the process, as the system counts them
 * @param descriptors files, sockets... that it holds open
 */
public record Footprint(long liveBytes, long residentBytes, long descriptors) {

    /** Measures a JVM of this machine, which collects its garbage for it. Needs a JDK and Linux's {@code /proc}. */
    public static Footprint of(ProcessHandle process) throws IOException, InterruptedException {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        long live = liveBytes(process.pid());
        try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
            return new Footprint(live, residentBytes(Files.readString(proc.resolve("status"))), open.count());
        }
    }

    private static long liveBytes(long pid) throws IOException, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process histogram = new ProcessBuilder(tool.toString(), Long.toString(pid), "GC.class_histogram").start();
        String text = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (histogram.waitFor() != 0) {
            throw new IOException("jcmd does not tell what process " + pid + " holds: " + text);
        }
        return total(text);
    }

    /** The last line of a histogram: {@code Total  1234  567890}. */
    static long total(String histogram) {
        return histogram
                .lines()
                .filter(line -> line.startsWith("Total"))
                .map(line -> line.split("\\s+"))
                .filter(words -> words.length == 3)
                .mapToLong(words -> Long.parseLong(words[2]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No total in " + histogram));
    }

    /** The line {@code VmRSS:  123456 kB}. */
    static long residentBytes(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.split("\\s+")[1]) << 10)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No VmRSS in " + status));
    }
}
