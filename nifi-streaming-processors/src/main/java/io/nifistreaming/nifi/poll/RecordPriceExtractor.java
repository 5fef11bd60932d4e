package io.nifistreaming.nifi.poll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nifistreaming.poll.Extraction;
import io.nifistreaming.poll.HttpAnswer;
import io.nifistreaming.poll.PollTarget;
import io.nifistreaming.poll.PriceExtractor;
import io.nifistreaming.poll.PriceRowReader;
import io.nifistreaming.poll.RejectKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.schema.access.SchemaNotFoundException;
import org.apache.nifi.serialization.MalformedRecordException;
import org.apache.nifi.serialization.RecordReader;
import org.apache.nifi.serialization.RecordReaderFactory;
import org.apache.nifi.serialization.record.Record;

/** Reads CSV, XML, Avro and whatever else a record reader service reads; paths then lead within one record. */
final class RecordPriceExtractor implements PriceExtractor {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    /** From here on, two prices a hundredth apart are one and the same float of 32 bits. */
    private static final float HUNDREDTHS_END = 131_072f;

    private final String source;
    private final PriceRowReader rows;
    private final RecordReaderFactory readers;
    private final ComponentLog logger;

    /** @param spec with the target's name as configured, by which a service may choose among readers */
    RecordPriceExtractor(TargetSpec spec, RecordReaderFactory readers, ComponentLog logger) {
        this.source = spec.target().name();
        this.rows = new PriceRowReader(spec.mapping());
        this.readers = readers;
        this.logger = logger;
    }

    @Override
    public Extraction extract(PollTarget target, HttpAnswer answer) {
        List<JsonNode> page = new ArrayList<>();
        byte[] body = answer.body();
        Map<String, String> variables = Map.of(
                PollAttributes.MIME_TYPE, answer.contentType(),
                PollAttributes.TARGET, source,
                PollAttributes.COMPETITOR, target.competitor());
        try (RecordReader reader =
                readers.createRecordReader(variables, new ByteArrayInputStream(body), body.length, logger)) {
            for (Record row = reader.nextRecord(); row != null; row = reader.nextRecord()) {
                page.add(tree(row));
            }
        } catch (MalformedRecordException | SchemaNotFoundException | IOException | RuntimeException unreadable) {
            // Readers quote the page in their messages, and a page may hold anything.
            logger.debug("The record reader could not read an answer to target {}", target.name(), unreadable);
            return new Extraction.Unexpected(
                    RejectKind.UNREADABLE,
                    "The record reader can't read the answer ("
                            + unreadable.getClass().getSimpleName()
                            + "): check its format and schema; details are in the log at level DEBUG");
        }
        return rows.readAll(target, page, answer.receivedAt());
    }

    private static JsonNode tree(Object value) {
        if (value instanceof Record row) {
            ObjectNode object = NODES.objectNode();
            for (String field : row.getRawFieldNames()) {
                object.set(field, tree(row.getValue(field)));
            }
            return object;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, inner) -> object.set(String.valueOf(key), tree(inner)));
            return object;
        }
        if (value instanceof Object[] array) {
            return list(List.of(array));
        }
        return value instanceof Collection<?> items ? list(items) : leaf(value);
    }

    private static JsonNode list(Collection<?> items) {
        ArrayNode list = NODES.arrayNode();
        items.forEach(item -> list.add(tree(item)));
        return list;
    }

    private static JsonNode leaf(Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof BigDecimal number) {
            return NODES.numberNode(number);
        }
        if (value instanceof BigInteger number) {
            return NODES.numberNode(new BigDecimal(number));
        }
        if (value instanceof Float single && Float.isFinite(single) && Math.abs(single) >= HUNDREDTHS_END) {
            // Not a decimal, so that whoever takes it for a price can refuse it.
            return NODES.numberNode(single.floatValue());
        }
        if (value instanceof Number number) {
            // The shortest text that means the same float: the reader has already decided on floats.
            String text = number.toString();
            return text.matches("-?[0-9].*") ? NODES.numberNode(new BigDecimal(text)) : NODES.textNode(text);
        }
        return NODES.textNode(value.toString());
    }
}
