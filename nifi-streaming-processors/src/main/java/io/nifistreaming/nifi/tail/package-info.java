/** TailLogFiles: the tail engine in NiFi. */
package io.nifistreaming.nifi.tail;
