package io.nifistreaming.nifi.kafka;

import java.io.IOException;

/** The whole content as one record, even if it is empty. */
final class WholeCursor extends SlicedCursor {
    private boolean taken;

    WholeCursor(ContentWindow window, Address address) {
        super(window, address);
    }

    @Override
    boolean find() throws IOException {
        if (taken) {
            return false;
        }
        taken = true;
        while (window().more()) {
            continue;
        }
        if (window().isEnded()) {
            take(window().from(), window().to());
        } else {
            refuse(
                    "The content is far larger than Max Request Size: raise that, or cut it with a Message Demarcator",
                    window().position(),
                    window().position() + window().to() - window().from());
        }
        window().pass(window().to() - window().from());
        return true;
    }
}
