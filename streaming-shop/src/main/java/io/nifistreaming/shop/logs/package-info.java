/** Writers of realistic, rotating logs, with every line numbered, so that a reader can be checked for loss. */
package io.nifistreaming.shop.logs;
