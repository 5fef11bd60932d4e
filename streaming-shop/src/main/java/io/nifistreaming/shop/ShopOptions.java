package io.nifistreaming.shop;

import java.time.Clock;
import java.util.Objects;

/**
 * How a shop is set up.
 *
 * @param port loopback port, 0 for any free one
 * @param seed the same seed and the same number of ticks give the same prices
 * @param tickMillis milliseconds between two steps of the market; 0 = only {@link ShopServer#tick(int)} moves it
 * @param products number of products in the catalogue, 1 to 99,999
 * @param mishaps whether the sites misbehave by themselves (errors, rate limits, captchas, vanishing products)
 * @param history versions remembered for each product of each competitor; older ones are forgotten, so that a shop
 *     that runs for days stays small
 * @param clock what the shop takes for the time
 * @param validators whether the sites that know ETag and Last-Modified send them
 */
public record ShopOptions(
        int port,
        long seed,
        long tickMillis,
        int products,
        boolean mishaps,
        int history,
        Clock clock,
        boolean validators) {

    public ShopOptions {
        require(port >= 0 && port <= 65_535, "port", "0 to 65535", port);
        require(tickMillis >= 0, "tick-ms", "0 or more", tickMillis);
        require(products >= 1 && products <= 99_999, "products", "1 to 99999", products);
        require(history >= 1, "history", "1 or more", history);
        Objects.requireNonNull(clock, "clock");
    }

    private static void require(boolean legal, String name, String expected, long actual) {
        if (!legal) {
            throw new IllegalArgumentException(name + " must be " + expected + ", but is " + actual);
        }
    }

    /** Any free port, seed 42, ticks by hand, 2,000 products, mishaps on, 100 versions, the system's clock in UTC. */
    public static ShopOptions defaults() {
        return new ShopOptions(0, 42, 0, 2_000, true, 100, Clock.systemUTC(), true);
    }

    public ShopOptions withPort(int newPort) {
        return new ShopOptions(newPort, seed, tickMillis, products, mishaps, history, clock, validators);
    }

    public ShopOptions withSeed(long newSeed) {
        return new ShopOptions(port, newSeed, tickMillis, products, mishaps, history, clock, validators);
    }

    public ShopOptions withTickMillis(long newTickMillis) {
        return new ShopOptions(port, seed, newTickMillis, products, mishaps, history, clock, validators);
    }

    public ShopOptions withProducts(int newProducts) {
        return new ShopOptions(port, seed, tickMillis, newProducts, mishaps, history, clock, validators);
    }

    public ShopOptions withHistory(int newHistory) {
        return new ShopOptions(port, seed, tickMillis, products, mishaps, newHistory, clock, validators);
    }

    public ShopOptions withClock(Clock newClock) {
        return new ShopOptions(port, seed, tickMillis, products, mishaps, history, newClock, validators);
    }

    /** The same shop without mishaps of its own: what fails is only what a test asks to fail. */
    public ShopOptions calm() {
        return new ShopOptions(port, seed, tickMillis, products, false, history, clock, validators);
    }

    /** The same shop, where every answer is whole, and none is 304. */
    public ShopOptions withoutValidators() {
        return new ShopOptions(port, seed, tickMillis, products, mishaps, history, clock, false);
    }
}
