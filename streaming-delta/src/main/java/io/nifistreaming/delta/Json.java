package io.nifistreaming.delta;

import com.fasterxml.jackson.databind.node.TextNode;

/** Texts as JSON. */
final class Json {
    private Json() {}

    static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
