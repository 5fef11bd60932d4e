/** Bytes themselves, as every engine and adapter meets them. */
package io.nifistreaming.bytes;
