/** Tailing log files: find, identify, detect rotation, read, frame, batch, and account for every byte. */
package io.nifistreaming.tail;
