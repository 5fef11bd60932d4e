package io.nifistreaming.shop;

/**
 * What a competitor asks for a product at one moment.
 *
 * @param minor the price in the smallest unit of the competitor's currency
 * @param present whether the competitor lists the product at all
 */
record Offer(long minor, boolean inStock, boolean present) {

    Offer {
        if (minor <= 0) {
            throw new IllegalArgumentException("A price must be above zero, but is " + minor);
        }
    }

    Offer withMinor(long newMinor) {
        return new Offer(newMinor, inStock, present);
    }

    Offer withInStock(boolean now) {
        return new Offer(minor, now, present);
    }

    Offer withPresent(boolean now) {
        return new Offer(minor, inStock, now);
    }
}
