package io.nifistreaming.kafka;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;

/** Which topics a consumer reads. */
public sealed interface TopicChoice {
    /** Subscribes to them. */
    void subscribe(Consumer<?, ?> consumer, ConsumerRebalanceListener listener);

    /** The topics that must exist, since they are named. */
    Set<String> required();

    /** Topics by their names. */
    record Named(Set<String> names) implements TopicChoice {
        public Named {
            if (names.isEmpty()) {
                throw new IllegalArgumentException("A consumer needs a topic");
            }
            names = Set.copyOf(names);
        }

        public static Named of(Collection<String> names) {
            return new Named(Set.copyOf(names));
        }

        @Override
        public void subscribe(Consumer<?, ?> consumer, ConsumerRebalanceListener listener) {
            consumer.subscribe(names, listener);
        }

        @Override
        public Set<String> required() {
            return new TreeSet<>(names);
        }
    }

    /** All topics whose whole name matches, also those that come later. */
    record Matching(Pattern pattern) implements TopicChoice {
        @Override
        public void subscribe(Consumer<?, ?> consumer, ConsumerRebalanceListener listener) {
            consumer.subscribe(pattern, listener);
        }

        @Override
        public Set<String> required() {
            return Set.of();
        }
    }
}
