package io.nifistreaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class NativeLz4Test {
    @Test
    void insideANarTheLibraryChoosesNativeCodeOnceItIsPreferred() throws Exception {
        try (URLClassLoader nar = new URLClassLoader(
                new URL[] {home(NativeLz4.class), home(LZ4Factory.class), home(Logger.class)},
                ClassLoader.getPlatformClassLoader())) {
            assertThat(fastest(nar)).contains("Java");

            Method prefer = nar.loadClass(NativeLz4.class.getName()).getDeclaredMethod("prefer");
            prefer.setAccessible(true);
            prefer.invoke(null);

            assertThat(fastest(nar)).contains("JNI");
        }
    }

    private static URL home(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    private static String fastest(ClassLoader nar) throws ReflectiveOperationException {
        return nar.loadClass(LZ4Factory.class.getName())
                .getMethod("fastestInstance")
                .invoke(null)
                .toString();
    }
}
