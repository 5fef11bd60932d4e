/** The parts' programs and their configuration: what Maven brings, and what the sandbox writes. */
package io.nifistreaming.sandbox.layout;
