package io.nifistreaming.shop;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What goes back to the client, before it goes.
 *
 * @param headers Content-Type among them
 * @param offers what the body tells, so that it can be recorded as served
 * @param delivery how much of it really goes out
 * @param outcome one word for the request log
 */
record Answer(
        int status, Map<String, String> headers, byte[] body, List<Listed> offers, Delivery delivery, String outcome) {

    /** How an answer leaves the machine. */
    enum Delivery {
        /** As it should be. */
        WHOLE,
        /** The right length is announced, half of the body is sent, and the connection closed. */
        HALF,
        /** The connection is closed without a word. */
        NOTHING
    }

    static Answer text(int status, String contentType, String body, String outcome) {
        return new Answer(
                status,
                Map.of("Content-Type", contentType),
                body.getBytes(StandardCharsets.UTF_8),
                List.of(),
                Delivery.WHOLE,
                outcome);
    }

    static Answer json(int status, String body, String outcome) {
        return text(status, "application/json", body, outcome);
    }

    static Answer dropped(String outcome) {
        return new Answer(0, Map.of(), new byte[0], List.of(), Delivery.NOTHING, outcome);
    }

    Answer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body, offers, delivery, outcome);
    }

    Answer withBody(byte[] other) {
        return new Answer(status, headers, other, offers, delivery, outcome);
    }

    /** The same answer cut in the middle: its offers were not served. */
    Answer halved(String newOutcome) {
        return new Answer(status, headers, body, List.of(), Delivery.HALF, newOutcome);
    }

    /** The same bytes under another name. */
    Answer asType(String contentType, String newOutcome) {
        return new Answer(
                status, withHeader("Content-Type", contentType).headers(), body, List.of(), delivery, newOutcome);
    }
}
