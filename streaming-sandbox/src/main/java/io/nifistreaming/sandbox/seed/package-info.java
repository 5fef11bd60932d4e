/** Brings topics and flows into a running stack, here or in containers: declared things become real ones. */
package io.nifistreaming.sandbox.seed;
