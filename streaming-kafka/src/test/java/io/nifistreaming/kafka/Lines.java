package io.nifistreaming.kafka;

import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import org.apache.kafka.common.header.Header;

/** Publications of text lines, for tests: content is a list in memory. */
final class Lines {
    private Lines() {}

    /** The lines {@code [first, next)} of an http source, each line made of its number. */
    static Publication http(String flowFile, String target, long first, long next, String topic) {
        return http(flowFile, target, new Range(first, next), topic, number -> target + "-" + number);
    }

    static Publication http(String flowFile, String target, Range range, String topic, LongFunction<String> line) {
        List<String> lines = new ArrayList<>();
        for (long number = range.first(); number < range.next(); number++) {
            lines.add(line.apply(number));
        }
        Lineage lineage = new Lineage(new SourceId(OriginKind.HTTP, target, 0), range);
        return publication(flowFile, lineage, topic, lines);
    }

    /** Lines of a flow file without a fitting origin. */
    static Publication own(String flowFile, String topic, String... lines) {
        return publication(flowFile, Lineage.ofFlowFile(flowFile), topic, List.of(lines));
    }

    static Publication publication(String flowFile, Lineage lineage, String topic, List<String> lines) {
        return new Publication(flowFile, lineage, topic, Framing.RECORDS, List.of(), () -> new Cursor(lines));
    }

    /** The publication, and what happens while its content is opened for the first time. */
    static Publication during(Publication publication, Runnable deed) {
        AtomicBoolean done = new AtomicBoolean();
        return new Publication(
                publication.flowFileId(),
                publication.lineage(),
                publication.topic(),
                publication.framing(),
                publication.headers(),
                () -> {
                    if (!done.getAndSet(true)) {
                        deed.run();
                    }
                    return publication.content().open();
                });
    }

    /** Steps over lines as if each ended with one byte. */
    static class Cursor implements RecordCursor {
        private final List<String> lines;
        private int index = -1;
        private long start;
        private long end;

        Cursor(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public boolean advance() throws IOException {
            index++;
            if (index >= lines.size()) {
                return false;
            }
            start = end;
            end = start + value().length + 1;
            return true;
        }

        String line() {
            return lines.get(index);
        }

        @Override
        public byte[] key() {
            return null;
        }

        @Override
        public byte[] value() {
            return line().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public long start() {
            return start;
        }

        @Override
        public long end() {
            return end;
        }

        @Override
        public List<Header> headers() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
