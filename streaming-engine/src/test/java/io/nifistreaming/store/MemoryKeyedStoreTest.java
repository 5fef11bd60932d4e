package io.nifistreaming.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.testing.MemoryKeyedStore;
import org.junit.jupiter.api.Test;

class MemoryKeyedStoreTest extends KeyedStoreContract {
    @Override
    KeyedStore open() {
        return new MemoryKeyedStore();
    }

    @Override
    KeyedStore reopen(KeyedStore before) {
        return ((MemoryKeyedStore) before).reopened();
    }

    @Test
    void aFailingWriteHasNoEffect() {
        MemoryKeyedStore store = new MemoryKeyedStore();
        store.failNextWrite();

        assertThatThrownBy(() -> store.write(new Batch().put(bytes("a"), bytes("1")), Durability.POWER))
                .isInstanceOf(StoreException.class);

        assertThat(store.get(bytes("a"))).isEmpty();
    }
}
