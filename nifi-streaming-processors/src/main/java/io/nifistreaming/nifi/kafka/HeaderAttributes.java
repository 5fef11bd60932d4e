package io.nifistreaming.nifi.kafka;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The headers that become attributes. Safe for many threads. */
final class HeaderAttributes {
    /** Matches no name. */
    static final HeaderAttributes NONE = new HeaderAttributes(Pattern.compile("(?!)"));

    /** Producers repeat a few names; whoever sends others each time is matched anew. */
    private static final int MOST_REMEMBERED = 1_000;

    private final Pattern names;
    private final Map<String, Boolean> remembered = new ConcurrentHashMap<>();

    HeaderAttributes(Pattern names) {
        this.names = names;
    }

    /** The attributes of a flow file with these records: the headers that all of them have alike. */
    Map<String, String> of(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, String> common = null;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (this == NONE || common != null && common.isEmpty()) {
                return Map.of();
            }
            Map<String, String> own = of(record);
            if (common == null) {
                common = own;
            } else {
                common.entrySet().retainAll(own.entrySet());
            }
        }
        return common == null ? Map.of() : common;
    }

    /** Of several headers with one name the last one counts, as for Kafka. */
    private Map<String, String> of(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> attributes = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null && isWanted(header.key())) {
                attributes.put(
                        ConsumeAttributes.HEADER + header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return attributes;
    }

    private boolean isWanted(String name) {
        Boolean known = remembered.get(name);
        if (known != null) {
            return known;
        }
        boolean wanted = matches(name);
        if (remembered.size() < MOST_REMEMBERED) {
            remembered.put(name, wanted);
        }
        return wanted;
    }

    private boolean matches(String name) {
        try {
            return names.matcher(new ImpatientText(name)).matches();
        } catch (ImpatientText.TooManyStepsException | StackOverflowError endless) {
            // A name that the expression can't decide on: the record is worth more than the header.
            return false;
        }
    }
}
