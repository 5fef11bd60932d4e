/** The Delta table: write, read, maintain. Knows nothing of NiFi and Kafka. */
package io.nifistreaming.delta;
