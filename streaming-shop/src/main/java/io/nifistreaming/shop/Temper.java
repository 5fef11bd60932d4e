package io.nifistreaming.shop;

/**
 * How a site misbehaves by itself while mishaps are on. Percentages are of its requests.
 *
 * @param errors answers 500
 * @param drops closes the connection without an answer
 * @param slow answers after 300 to 1,500 ms
 * @param captchas answers 200 with a page for humans
 * @param requestsPerSecond more than this is answered with 429; 0 = no limit
 * @param vanishing whether products leave the catalogue for a while
 */
public record Temper(int errors, int drops, int slow, int captchas, int requestsPerSecond, boolean vanishing) {
    static final Temper CALM = new Temper(0, 0, 0, 0, 0, false);
}
