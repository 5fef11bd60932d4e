/** A real NiFi of one's own to measure in: started, furnished with a few processors, watched, and thrown away. */
package io.nifistreaming.benchmarks.nifi;
