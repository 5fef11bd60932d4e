package io.nifistreaming.nifi.kafka;

import io.nifistreaming.bytes.ByteSearch;
import java.io.IOException;

/** Raw pieces of a content between demarcators. Empty pieces are no records. */
final class DelimitedCursor extends SlicedCursor {
    private final byte[] demarcator;
    private final ByteSearch first;

    DelimitedCursor(ContentWindow window, Address address, byte[] demarcator) {
        super(window, address);
        this.demarcator = demarcator.clone();
        this.first = new ByteSearch(demarcator[0]);
    }

    @Override
    boolean find() throws IOException {
        passDemarcators();
        if (!window().hasByte()) {
            return false;
        }
        int length = search(0);
        if (length < 0) {
            skipOversize();
        } else {
            take(window().from(), window().from() + length);
            window().pass(length);
        }
        passDemarcators();
        return true;
    }

    /** Length of the piece that begins the window: up to a demarcator or the end of the content; -1 if too long. */
    private int search(int searched) throws IOException {
        int from = searched;
        while (true) {
            int found = indexOf(window().from() + from);
            if (found >= 0) {
                return found - window().from();
            }
            from = Math.max(0, window().to() - window().from() - demarcator.length + 1);
            if (!window().more()) {
                return window().isFull() && !window().isEnded() ? -1 : window().to() - window().from();
            }
        }
    }

    private void skipOversize() throws IOException {
        long from = window().position();
        while (true) {
            int found = indexOf(window().from());
            if (found >= 0) {
                window().pass(found - window().from());
                break;
            }
            window().pass(window().to() - window().from() - demarcator.length + 1);
            if (!window().more()) {
                window().pass(window().to() - window().from());
                break;
            }
        }
        long size = window().position() - from;
        refuse(
                "The record has " + size + " bytes, far more than Max Request Size: raise that, or split the content"
                        + " with a Message Demarcator that occurs more often",
                from,
                window().position());
    }

    private void passDemarcators() throws IOException {
        while (true) {
            while (window().to() - window().from() < demarcator.length && window().more()) {
                continue;
            }
            if (window().to() - window().from() < demarcator.length || !isDemarcator(window().from())) {
                return;
            }
            window().pass(demarcator.length);
        }
    }

    private int indexOf(int from) {
        byte[] bytes = window().bytes();
        int end = window().to() - demarcator.length + 1;
        int at = first.next(bytes, from, end);
        while (at >= 0 && !isDemarcator(at)) {
            at = first.next(bytes, at + 1, end);
        }
        return at;
    }

    private boolean isDemarcator(int at) {
        byte[] bytes = window().bytes();
        for (int index = 0; index < demarcator.length; index++) {
            if (bytes[at + index] != demarcator[index]) {
                return false;
            }
        }
        return true;
    }
}
