/** Where content came from: sources, ranges, and what a sink already holds of them. */
package io.nifistreaming.origin;
