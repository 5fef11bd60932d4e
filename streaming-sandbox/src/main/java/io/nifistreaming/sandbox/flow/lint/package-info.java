/** The rules for flow files: each is one class, pure, with a message that says problem, cause and remedy. */
package io.nifistreaming.sandbox.flow.lint;
