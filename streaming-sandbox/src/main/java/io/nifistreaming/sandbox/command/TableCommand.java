package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.SandboxException;
import io.nifistreaming.sandbox.lake.Lake;
import io.nifistreaming.sandbox.lake.LakeTable;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sandbox table}. */
@Command(
        name = "table",
        description = "Prints a Delta table of the lake: its rows as lines of JSON, as they are or as they were, or its"
                + " history. Without a name it lists the tables. NiFi need not run.",
        footer = Exit.HELP)
final class TableCommand implements Callable<Integer> {
    private static final long USUAL_ROWS = 20;

    @Mixin
    private Place place;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "Which table, for example bronze/competitor_prices, or the last part of its name.")
    private String name;

    @ArgGroup
    private When when;

    @Option(names = "--columns", paramLabel = "A,B", split = ",", description = "These columns alone.")
    private List<String> columns = List.of();

    @Option(
            names = "--where",
            paramLabel = "FILTER",
            description = "These rows alone, for example \"price >= 10 AND day = '2026-11-24'\".",
            defaultValue = "")
    private String filter;

    @Option(names = "-n", paramLabel = "N", description = "N rows or versions at most (default: " + USUAL_ROWS + ").")
    private Long count;

    @Spec
    private CommandSpec spec;

    /** One of these. */
    private static final class When {
        @Option(names = "--version", paramLabel = "N", description = "As it was at version N.")
        private Long version;

        @Option(names = "--at", paramLabel = "TIME", description = "As it was then, for example 2026-11-24T10:15:00Z.")
        private String at;

        @Option(names = "--history", description = "Its versions, the newest first, instead of its rows.")
        private boolean history;
    }

    @Override
    public Integer call() {
        Console.requirePositive(spec, "-n", count);
        PrintWriter out = Console.out(spec);
        Lake lake = new Lake(place.existing().settings().lake());
        if (name == null) {
            lake.tables().forEach(table -> out.println(table.summary()));
            out.flush();
            return lake.tables().isEmpty() ? Exit.NO : Exit.OK;
        }
        LakeTable table = lake.table(name);
        long most = count == null ? USUAL_ROWS : count;
        if (when != null && when.history) {
            table.history((int) Math.min(most, Integer.MAX_VALUE)).forEach(out::println);
            out.flush();
            return Exit.OK;
        }
        return rows(table, most, out);
    }

    private int rows(LakeTable table, long most, PrintWriter out) {
        try {
            String remark = table.rows(new LakeTable.Question(version(), at(), columns, filter, most), out::println);
            out.flush();
            Console.remark(spec, remark);
            return Exit.OK;
        } catch (IllegalArgumentException wrong) {
            throw new SandboxException(wrong.getMessage(), wrong);
        }
    }

    private Long version() {
        return when == null ? null : when.version;
    }

    private Instant at() {
        if (when == null || when.at == null) {
            return null;
        }
        try {
            return Instant.parse(when.at);
        } catch (DateTimeParseException none) {
            throw new ParameterException(
                    spec.commandLine(), "--at wants a time such as 2026-11-24T10:15:00Z, not " + when.at + ".");
        }
    }
}
