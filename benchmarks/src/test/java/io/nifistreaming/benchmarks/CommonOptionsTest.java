package io.nifistreaming.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommonOptionsTest {
    @ParameterizedTest
    @CsvSource({"publish,5,2", "publish-nifi,5,2", "poll,3,1", "tail,3,1"})
    void everyMeasurementCanBeToldTheSameAndHasItsOwnNumberOfRuns(String name, int rounds, int warmUp) {
        CommandLine benchmarks = new CommandLine(Benchmarks.class);
        CommandLine command = benchmarks.getSubcommands().get(name);

        assertThat(command.getCommandSpec().optionsMap())
                .containsKeys("--rounds", "--warm-up", "--port-base", "--work", "--reports");
        assertThat(command.getUsageMessage())
                .contains("Runs that count, each (default: " + rounds + ")")
                .contains("Runs before that, each (default: " + warmUp + ")");
        benchmarks.parseArgs(name, "--rounds", "7");
        CommonOptions common =
                (CommonOptions) command.getCommandSpec().mixins().get("common").userObject();
        assertThat(common.rounds()).isEqualTo(7);
        assertThat(common.warmUp()).isEqualTo(warmUp);
        assertThat(common.portBase()).isEqualTo(28_080);
        assertThat(common.work("x")).hasToString("benchmarks/target/work/x");
    }
}
