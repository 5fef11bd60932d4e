/** A local keyed store for state too large for NiFi's own: atomic batches, a directory per component. */
package io.nifistreaming.store;
