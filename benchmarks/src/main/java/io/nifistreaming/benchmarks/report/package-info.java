/** What was measured, and how it is told. */
package io.nifistreaming.benchmarks.report;
