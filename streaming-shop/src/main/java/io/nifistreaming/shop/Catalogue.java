package io.nifistreaming.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The products, in the order of their SKUs, from a seed. */
final class Catalogue {
    private static final List<String> MATERIALS =
            List.of("Oak", "Steel", "Linen", "Copper", "Bamboo", "Glass", "Wool", "Marble", "Cork", "Titanium");
    private static final List<String> THINGS = List.of(
            "Desk Lamp:lighting",
            "Coffee Grinder:kitchen",
            "Running Shoe:sport",
            "Bookshelf:furniture",
            "Headphones \"Pro\":audio",
            "Rain Jacket:clothing",
            "Café Table, round:furniture",
            "Water Bottle:sport",
            "Mixer & Blender:kitchen",
            "Travel Bag:luggage");

    private final List<Product> products;

    Catalogue(int size, Dice dice) {
        List<Product> made = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            String[] thing =
                    THINGS.get(dice.roll("thing", index, 0, THINGS.size())).split(":", -1);
            String material = MATERIALS.get(dice.roll("material", index, 0, MATERIALS.size()));
            String title = material + " " + thing[0] + " " + (10 + dice.roll("model", index, 0, 990));
            made.add(new Product(index, sku(index), title, thing[1], basePrice(dice, index)));
        }
        this.products = List.copyOf(made);
    }

    /** Cheap and dear things in equal number: 1.00 to 10.00, 10 to 100, 100 to 1,000 and 1,000 to 10,000 euros. */
    private static long basePrice(Dice dice, int index) {
        long magnitude = 100;
        for (int power = dice.roll("magnitude", index, 0, 4); power > 0; power--) {
            magnitude *= 10;
        }
        return magnitude + dice.roll("price", index, 0, (int) (9 * magnitude));
    }

    private static String sku(int index) {
        return String.format("SKU-%05d", index + 1);
    }

    List<Product> products() {
        return products;
    }

    /** The product with the SKU, or empty when the catalogue has none. */
    Optional<Product> find(String sku) {
        if (sku.length() != 9 || !sku.startsWith("SKU-")) {
            return Optional.empty();
        }
        try {
            int index = Integer.parseInt(sku.substring(4)) - 1;
            boolean known = index >= 0 && index < products.size() && sku(index).equals(sku);
            return known ? Optional.of(products.get(index)) : Optional.empty();
        } catch (NumberFormatException ignored) {
            return Optional.empty();
        }
    }
}
