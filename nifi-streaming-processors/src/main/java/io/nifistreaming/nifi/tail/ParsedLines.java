package io.nifistreaming.nifi.tail;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import io.nifistreaming.tail.DelimitedFramer;
import io.nifistreaming.tail.LineParser;
import io.nifistreaming.tail.ParsedLine;
import io.nifistreaming.tail.RecordFramer.Ending;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes records of lines, and writes them. */
final class ParsedLines {
    static final String NEXT_OFFSET = "next_offset";
    static final String JSON_LINES = "application/x-ndjson";
    private static final ObjectWriter JSON = new ObjectMapper()
            .writer()
            .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .withRootValueSeparator("\n");

    private final DelimitedFramer framer;
    private final Charset charset;
    private final LineParser parser;
    private final boolean keepLine;
    private final RecordLines writer;

    /** @param writer null for lines of JSON */
    ParsedLines(LineSettings lines, RecordLines writer) {
        this.framer = lines.framer();
        this.charset = lines.framing().charset();
        this.parser = lines.parser().orElseThrow();
        this.keepLine = lines.keepLine();
        this.writer = writer;
    }

    /**
     * What became of lines.
     *
     * @param unparsed the lines that have another form, each with its reason
     * @param firstReason empty if there is none
     */
    record Result(List<Map<String, Object>> records, List<Map<String, Object>> unparsed, String firstReason) {}

    /**
     * Parses whole lines.
     *
     * @param offset of the first byte in the file
     */
    Result parse(byte[] bytes, long offset, Path file) {
        List<Map<String, Object>> records = new ArrayList<>();
        List<Map<String, Object>> unparsed = new ArrayList<>();
        String firstReason = "";
        for (int from = 0; from < bytes.length; ) {
            int end = framer.end(bytes, from, bytes.length, Ending.FINAL);
            String text = new String(bytes, from, framer.textEnd(bytes, from, end) - from, charset);
            if (!text.isEmpty()) {
                ParsedLine line = parser.parse(text);
                Map<String, Object> record = new LinkedHashMap<>();
                if (line instanceof ParsedLine.Parsed good) {
                    record.putAll(good.fields());
                    record.put(
                            "timestamp", good.timestamp().map(Object::toString).orElse(null));
                    records.add(record);
                } else {
                    String reason = ((ParsedLine.Unparsed) line).reason();
                    firstReason = firstReason.isEmpty() ? reason : firstReason;
                    record.put("reason", reason);
                    unparsed.add(record);
                }
                place(record, file, offset + from, offset + end);
                if (keepLine || line instanceof ParsedLine.Unparsed) {
                    record.put("line", text);
                }
            }
            from = end;
        }
        return new Result(records, unparsed, firstReason);
    }

    private static void place(Map<String, Object> record, Path file, long offset, long next) {
        record.put("file", file.toString());
        record.put("offset", offset);
        record.put(NEXT_OFFSET, next);
    }

    /** Writes records; returns the attributes that tell their form. */
    Map<String, String> write(List<Map<String, Object>> records, OutputStream out) throws IOException {
        if (writer != null) {
            return writer.write(records, out);
        }
        writeJson(records, out);
        return Map.of(TailAttributes.MIME_TYPE, JSON_LINES);
    }

    static void writeJson(List<Map<String, Object>> records, OutputStream out) throws IOException {
        try (SequenceWriter lines = JSON.writeValues(out)) {
            for (Map<String, Object> record : records) {
                lines.write(record);
            }
        }
        out.write('\n');
    }
}
