package io.nifistreaming.nifi.tail;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** This machine. */
final class Host {
    private Host() {}

    static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
