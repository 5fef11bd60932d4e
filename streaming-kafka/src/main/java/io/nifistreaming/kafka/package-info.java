/** Publishing to Kafka with origin progress, free of NiFi; topics and schemas as declared. */
package io.nifistreaming.kafka;
