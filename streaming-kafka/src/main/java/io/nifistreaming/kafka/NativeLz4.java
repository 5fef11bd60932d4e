package io.nifistreaming.kafka;

import net.jpountz.lz4.LZ4Factory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the native lz4. By itself the library does so only where the system class loader loaded it, never inside a NAR:
 * there it would compress in Java with every array access checked, at a third of the speed.
 */
final class NativeLz4 {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLz4.class);
    private static boolean tried;

    private NativeLz4() {}

    /** From now on the library itself chooses the native code; without it, all works as before, more slowly. */
    static synchronized void prefer() {
        if (tried) {
            return;
        }
        tried = true;
        try {
            LOG.debug("lz4 is compressed by {}", LZ4Factory.nativeInstance());
        } catch (LinkageError | RuntimeException unavailable) {
            LOG.info(
                    "The native lz4 can't be loaded here, so that lz4 is compressed in Java, at a third of the speed."
                            + " Let NiFi's user load libraries from java.io.tmpdir, or choose another compression: {}",
                    unavailable.toString());
        }
    }
}
