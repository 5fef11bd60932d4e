/** Asks competitors for prices: due? → ask → judge → extract → compare → outcome. Knows nothing of NiFi. */
package io.nifistreaming.poll;
