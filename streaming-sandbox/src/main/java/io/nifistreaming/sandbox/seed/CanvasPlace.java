package io.nifistreaming.sandbox.seed;

import java.util.List;

/**
 * Where a group goes on the canvas, so that the first look at NiFi's page shows all of them at full size. NiFi moves
 * the upper left corner of all that is there to (100, 50), where its palettes lie over the canvas, 290 wide and 440
 * high. So there are two columns beside the palettes, and a third at the left that begins below them.
 */
record CanvasPlace(double x, double y) {
    private static final double LEFT = 450;
    private static final double TOP = 150;
    private static final double COLUMN = 424;
    private static final double ROW = 216;
    private static final int COLUMNS = 3;
    private static final int ROWS_BESIDE_PALETTES = 2;

    /** The second is the one below the palettes: without it nothing keeps the others clear of them. */
    private static final List<CanvasPlace> FIRST = List.of(at(1, 0), at(0, 2), at(2, 0), at(1, 1), at(2, 1));

    private static final int OTHERS_OF_THE_THIRD_ROW = COLUMNS - 1;

    /** @param index how many groups there are already */
    static CanvasPlace of(int index) {
        if (index < FIRST.size()) {
            return FIRST.get(index);
        }
        int further = index - FIRST.size();
        if (further < OTHERS_OF_THE_THIRD_ROW) {
            return at(1 + further, ROWS_BESIDE_PALETTES);
        }
        int below = further - OTHERS_OF_THE_THIRD_ROW;
        return at(below % COLUMNS, ROWS_BESIDE_PALETTES + 1 + below / COLUMNS);
    }

    private static CanvasPlace at(int column, int row) {
        return new CanvasPlace(LEFT + column * COLUMN, TOP + row * ROW);
    }
}
