package io.nifistreaming.nifi.poll;

import io.nifistreaming.store.KeyedStore;
import java.nio.file.Path;

/** Opens the store in a directory; tests give one that crashes on request. */
@FunctionalInterface
interface StoreOpener {
    KeyedStore open(Path directory);
}
