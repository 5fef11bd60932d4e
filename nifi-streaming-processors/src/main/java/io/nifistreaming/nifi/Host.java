package io.nifistreaming.nifi;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** This machine. */
public final class Host {
    private Host() {}

    public static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
