/**
 * Versioned flows as files: their canonical form, what differs between two, publishing them to NiFi Registry.
 *
 * <p>{@link io.nifistreaming.sandbox.flow.FlowFolder} finds the files,
 * {@link io.nifistreaming.sandbox.flow.FlowDefinition} reads one,
 * {@link io.nifistreaming.sandbox.flow.FlowDifference} compares two, and
 * {@link io.nifistreaming.sandbox.flow.FlowPublisher} makes a new version when the content changed.
 */
package io.nifistreaming.sandbox.flow;
