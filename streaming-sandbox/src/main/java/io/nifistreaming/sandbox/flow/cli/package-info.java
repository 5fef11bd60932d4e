/** The commands {@code ./sandbox flows lint|canonical|diff|export}. */
package io.nifistreaming.sandbox.flow.cli;
