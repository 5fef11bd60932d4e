/**
 * The simulated shop: eight competitor sites with different habits over real HTTP, from a seed, with known truth.
 *
 * <p>It plays the outside world for the sandbox, the system tests and the benchmarks, so it knows nothing of the
 * product that it feeds. What a site served, and when, is recorded, so that a test can prove that nothing was lost
 * and nothing doubled on the way.
 */
package io.nifistreaming.shop;
