/** A Kafka in memory, for tests of what publishes: transactions, fencing, read_committed, and faults on demand. */
package io.nifistreaming.kafka.testing;
