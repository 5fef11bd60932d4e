/** Publishing to Kafka: ours beside a plain producer loop. */
package io.nifistreaming.benchmarks.publish;
