/** The Delta tables of the sandbox, for people to look at. */
package io.nifistreaming.sandbox.lake;
