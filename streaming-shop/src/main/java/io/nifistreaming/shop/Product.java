package io.nifistreaming.shop;

/**
 * One product of the catalogue that all competitors share.
 *
 * @param index position in the catalogue, from 0
 * @param sku {@code SKU-00001} and so on
 * @param basePrice what it is worth, in euro cents; each competitor starts near it
 */
public record Product(int index, String sku, String title, String category, long basePrice) {}
