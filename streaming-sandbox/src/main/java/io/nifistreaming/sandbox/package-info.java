/**
 * Lays out and runs the real stack (Kafka, NiFi Registry, NiFi, the shop) from Maven artifacts, each part in a JVM of
 * its own, and brings the flows onto the canvas. {@link io.nifistreaming.sandbox.Sandbox} is the library,
 * {@link io.nifistreaming.sandbox.Main} the command.
 */
package io.nifistreaming.sandbox;
