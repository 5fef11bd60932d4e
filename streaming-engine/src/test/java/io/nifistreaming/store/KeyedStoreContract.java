package io.nifistreaming.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store keeps: run against each implementation. */
abstract class KeyedStoreContract {
    private KeyedStore store;

    /** An empty store. */
    abstract KeyedStore open();

    /** The same store after it was closed and opened again. */
    abstract KeyedStore reopen(KeyedStore before);

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void anAbsentKeyHasNoValue() {
        assertThat(store.get(bytes("nobody"))).isEmpty();
    }

    @Test
    void theLastWriteOfAKeyCounts() {
        store.write(new Batch().put(bytes("a"), bytes("1")), Durability.PROCESS);

        store.write(new Batch().put(bytes("a"), bytes("2")), Durability.POWER);

        assertThat(value("a")).isEqualTo("2");
    }

    @Test
    void changesOfABatchApplyInTheirOrder() {
        Batch batch = new Batch()
                .put(bytes("a"), bytes("1"))
                .delete(bytes("a"))
                .put(bytes("b"), bytes("1"))
                .delete(bytes("c"))
                .put(bytes("b"), bytes("2"));

        store.write(batch, Durability.POWER);

        assertThat(keys("")).containsExactly("b");
        assertThat(value("b")).isEqualTo("2");
    }

    @Test
    void aScanVisitsExactlyThePrefixInUnsignedOrder() {
        Batch batch = new Batch();
        for (String key : List.of("p/b", "p/ÿ", "p/a", "o/z", "q", "p", "p/")) {
            batch.put(bytes(key), bytes(key));
        }
        store.write(batch, Durability.PROCESS);

        List<String> visited = keys("p/");

        assertThat(visited).containsExactly("p/", "p/a", "p/b", "p/ÿ");
        assertThat(keys("")).hasSize(7);
        assertThat(keys("zzz")).isEmpty();
    }

    @Test
    void aScanStopsWhenTheVisitorHasEnough() {
        store.write(new Batch().put(bytes("a"), bytes("")).put(bytes("b"), bytes("")), Durability.PROCESS);
        List<String> visited = new ArrayList<>();

        store.scan(bytes(""), (key, value) -> {
            visited.add(new String(key, UTF_8));
            return false;
        });

        assertThat(visited).containsExactly("a");
    }

    @Test
    void aVisitorMayWriteWithoutSeeingItsOwnWrites() {
        store.write(new Batch().put(bytes("a"), bytes("")).put(bytes("b"), bytes("")), Durability.PROCESS);
        List<String> visited = new ArrayList<>();

        store.scan(bytes(""), (key, value) -> {
            visited.add(new String(key, UTF_8));
            store.write(new Batch().delete(key).put(bytes("c"), bytes("")), Durability.PROCESS);
            return true;
        });

        assertThat(visited).containsExactly("a", "b");
        assertThat(keys("")).containsExactly("c");
    }

    @Test
    void whatWasWrittenIsThereAfterReopening() {
        store.write(new Batch().put(bytes("a"), bytes("1")), Durability.PROCESS);

        store = reopen(store);

        assertThat(value("a")).isEqualTo("1");
    }

    @Test
    void aReturnedValueIsTheCallersOwn() {
        store.write(new Batch().put(bytes("a"), bytes("1")), Durability.PROCESS);

        store.get(bytes("a")).orElseThrow()[0] = 'x';

        assertThat(value("a")).isEqualTo("1");
    }

    @Test
    void aClosedStoreRefusesToWorkAndMayBeClosedAgain() {
        store.close();

        store.close();

        assertThatThrownBy(() -> store.get(bytes("a"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.write(new Batch(), Durability.PROCESS))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.scan(bytes(""), (key, value) -> true)).isInstanceOf(IllegalStateException.class);
    }

    private String value(String key) {
        return new String(store.get(bytes(key)).orElseThrow(), UTF_8);
    }

    private List<String> keys(String prefix) {
        List<String> keys = new ArrayList<>();
        store.scan(bytes(prefix), (key, value) -> keys.add(new String(key, UTF_8)));
        return keys;
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
