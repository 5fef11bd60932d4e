package io.nifistreaming.nifi.poll;

import io.nifistreaming.poll.Extraction;
import io.nifistreaming.poll.HttpAnswer;
import io.nifistreaming.poll.JsonPathPriceExtractor;
import io.nifistreaming.poll.PollTarget;
import io.nifistreaming.poll.PriceExtractor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.serialization.RecordReaderFactory;

/** Gives each target's answers to the extractor that its entry asks for. */
final class TargetExtractors implements PriceExtractor {
    private final Map<String, PriceExtractor> byTarget = new ConcurrentHashMap<>();
    private final RecordReaderFactory readers;
    private final ComponentLog logger;

    /** @param readers null if no target asks for a record reader */
    TargetExtractors(RecordReaderFactory readers, ComponentLog logger) {
        this.readers = readers;
        this.logger = logger;
    }

    /** @param name under which the target is polled */
    void add(String name, TargetSpec spec) {
        byTarget.put(
                name,
                spec.format() == TargetSpec.Format.JSON
                        ? new JsonPathPriceExtractor(spec.mapping())
                        : new RecordPriceExtractor(spec, readers, logger));
    }

    void remove(String name) {
        byTarget.remove(name);
    }

    @Override
    public Extraction extract(PollTarget target, HttpAnswer answer) {
        return byTarget.get(target.name()).extract(target, answer);
    }
}
