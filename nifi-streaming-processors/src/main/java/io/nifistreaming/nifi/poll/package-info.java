/** Polling of competitor prices as a NiFi processor. */
package io.nifistreaming.nifi.poll;
