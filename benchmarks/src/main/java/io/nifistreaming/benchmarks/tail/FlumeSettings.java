package io.nifistreaming.benchmarks.tail;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A Flume agent: TAILDIR source → channel → sink.
 *
 * @param name of the agent
 * @param channel properties of it
 * @param sink properties of it
 */
record FlumeSettings(String name, Map<String, String> channel, Map<String, String> sink) {
    private static final String BATCH = "1000";

    static FlumeSettings memoryToNull() {
        return new FlumeSettings("memory", memory(), nullSink());
    }

    static FlumeSettings fileToNull(Path home) {
        Map<String, String> file = Map.of(
                "type",
                "file",
                "checkpointDir",
                home.resolve("checkpoint").toString(),
                "dataDirs",
                home.resolve("data").toString(),
                "transactionCapacity",
                "10000");
        return new FlumeSettings("file", file, nullSink());
    }

    static FlumeSettings memoryToKafka(String bootstrap, String topic) {
        Map<String, String> kafka = Map.of(
                "type", "org.apache.flume.sink.kafka.KafkaSink",
                "kafka.bootstrap.servers", bootstrap,
                "kafka.topic", topic,
                "flumeBatchSize", BATCH,
                "kafka.producer.acks", "all",
                "kafka.producer.compression.type", "lz4",
                "kafka.producer.batch.size", "65536",
                "kafka.producer.linger.ms", "5");
        return new FlumeSettings("kafka", memory(), kafka);
    }

    private static Map<String, String> memory() {
        return Map.of("type", "memory", "capacity", "100000", "transactionCapacity", "10000");
    }

    private static Map<String, String> nullSink() {
        return Map.of("type", "null", "batchSize", BATCH);
    }

    /**
     * As Flume reads it.
     *
     * @param input a folder; files in it that end in {@code .log} are tailed
     */
    String properties(Path home, Path input) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("a.sources", "s");
        lines.put("a.channels", "c");
        lines.put("a.sinks", "k");
        lines.put("a.sources.s.type", "TAILDIR");
        lines.put("a.sources.s.channels", "c");
        lines.put("a.sources.s.filegroups", "f");
        lines.put("a.sources.s.filegroups.f", input + "/.*[.]log");
        lines.put("a.sources.s.positionFile", home.resolve("positions.json").toString());
        lines.put("a.sources.s.batchSize", BATCH);
        // Else it sleeps for up to five seconds between two looks into the folder.
        lines.put("a.sources.s.maxBackoffSleep", "200");
        lines.put("a.sources.s.backoffSleepIncrement", "100");
        channel.forEach((key, value) -> lines.put("a.channels.c." + key, value));
        sink.forEach((key, value) -> lines.put("a.sinks.k." + key, value));
        lines.put("a.sinks.k.channel", "c");
        return lines.entrySet().stream()
                .map(line -> line.getKey() + " = " + line.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
