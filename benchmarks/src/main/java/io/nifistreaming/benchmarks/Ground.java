package io.nifistreaming.benchmarks;

import io.nifistreaming.benchmarks.report.Machine;
import io.nifistreaming.benchmarks.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a measurement runs, and where it is told. */
public class Ground {
    @Option(names = "--port-base", defaultValue = "28080", description = "Default: ${DEFAULT-VALUE}")
    private int portBase;

    @Option(names = "--work", defaultValue = "benchmarks/target/work", description = "Default: ${DEFAULT-VALUE}")
    private Path work;

    @Option(names = "--reports", defaultValue = "benchmarks/reports", description = "Default: ${DEFAULT-VALUE}")
    private Path reports;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    public int portBase() {
        return portBase;
    }

    /** Where a measurement keeps what it needs. */
    public Path work(String name) {
        return work.resolve(name);
    }

    public PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** Writes the report under the command's own name, and tells where it is. */
    public void write(Report report) throws IOException {
        out().println("Report: " + report.write(reports, command.name(), Machine.now()));
        out().flush();
    }
}
