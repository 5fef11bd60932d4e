/** The sandbox's Kafka: the broker's main class, and the small client tools of the command line. */
package io.nifistreaming.sandbox.kafka;
