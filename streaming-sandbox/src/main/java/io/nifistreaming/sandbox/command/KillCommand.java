package io.nifistreaming.sandbox.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sandbox kill}. */
@Command(
        name = "kill",
        description = "Kills a part as kill -9 does, for experiments; up brings it back.",
        footer = Exit.HELP)
final class KillCommand implements Callable<Integer> {
    @Mixin
    private Place place;

    @Parameters(paramLabel = "PART", description = "kafka, registry, nifi or shop.")
    private String part;

    @Override
    public Integer call() {
        return place.sandbox().part(part).kill() ? Exit.OK : Exit.NO;
    }
}
