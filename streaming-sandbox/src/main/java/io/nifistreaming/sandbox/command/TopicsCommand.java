package io.nifistreaming.sandbox.command;

import io.nifistreaming.sandbox.kafka.Topics;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sandbox topics}. */
@Command(
        name = "topics",
        description =
                "Lists the topics: name, partitions, and offsets between their ends (transaction markers included).",
        footer = Exit.HELP)
final class TopicsCommand implements Callable<Integer> {
    @Mixin
    private Place place;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Console.out(spec);
        try (Topics topics = new Topics(place.running("kafka").settings().kafkaBootstrap())) {
            for (Topics.Listed topic : topics.list()) {
                out.printf("%-24s %3d partitions %12d%n", topic.name(), topic.partitions(), topic.offsets());
            }
        }
        out.flush();
        return Exit.OK;
    }
}
