package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.Sandbox;
import io.nifistreaming.sandbox.part.Memory;
import io.nifistreaming.sandbox.part.Part;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sandbox status}. */
@Command(
        name = "status",
        description = "Shows each part: whether it runs and answers, its process, its memory and its address.",
        footer = Exit.HELP)
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private Place place;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Sandbox sandbox = place.sandbox();
        sandbox.refuseOtherPorts();
        PrintWriter out = Console.out(spec);
        boolean all = true;
        out.println("folder    " + sandbox.settings().dir() + (sandbox.exists() ? "" : " (no sandbox in it yet)"));
        for (Part part : sandbox.parts()) {
            Optional<ProcessHandle> process = sandbox.part(part.name()).process();
            boolean ready = process.isPresent() && part.ready();
            all &= ready;
            String state = process.isEmpty() ? "down" : ready ? "up" : "does not answer";
            out.printf("%-9s %-16s %-32s %s%n", part.name(), state, part.address(), described(process));
        }
        out.flush();
        return all ? Exit.OK : Exit.NO;
    }

    private static String described(Optional<ProcessHandle> process) {
        if (process.isEmpty()) {
            return "";
        }
        long pid = process.get().pid();
        OptionalLong resident = Memory.residentMegabytes(pid);
        return "process " + pid + (resident.isPresent() ? ", " + resident.getAsLong() + " MB" : "");
    }
}
