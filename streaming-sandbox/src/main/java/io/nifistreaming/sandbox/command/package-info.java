/** The verbs of {@code ./sandbox}: thin, one class each; what they do is in the packages beside this one. */
package io.nifistreaming.sandbox.command;
