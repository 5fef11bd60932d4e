/** The parts of the sandbox, each a process of its own: how each is configured, started, asked and stopped. */
package io.nifistreaming.sandbox.part;
