/** What a person sees while the sandbox works: one live line per stage. */
package io.nifistreaming.sandbox.progress;
