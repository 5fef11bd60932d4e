/**
 * Measurements of ours beside their peers, back to back in one run: what is claimed is a ratio, with load and CPU
 * seconds beside it. Nothing here runs in the build.
 */
package io.nifistreaming.benchmarks;
