package io.nifistreaming.sandbox.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What NiFi 1.16.3's page does at its first look, in a browser of 1440 to 900: measured, and read in its script. */
class CanvasPlaceTest {
    private static final double WIDTH = 384;
    private static final double HEIGHT = 176;
    private static final Rectangle2D CANVAS = new Rectangle2D.Double(0, 0, 1440, 792);
    private static final Rectangle2D PALETTES = new Rectangle2D.Double(0, 12, 287, 420);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7})
    void theFirstLookShowsAllGroupsAtFullSizeAndNoPaletteOverThem(int groups) {
        List<Rectangle2D> shown = firstLook(groups);

        assertThat(shown)
                .allSatisfy(group -> assertThat(CANVAS.contains(group)).isTrue())
                .allSatisfy(group -> assertThat(PALETTES.intersects(group)).isFalse());
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 20})
    void noGroupLiesOverAnother(int groups) {
        List<Rectangle2D> shown = firstLook(groups);

        for (Rectangle2D one : shown) {
            assertThat(shown).filteredOn(other -> other.intersects(one)).containsExactly(one);
        }
    }

    private static List<Rectangle2D> firstLook(int groups) {
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        List<CanvasPlace> places = new ArrayList<>();
        for (int index = 0; index < groups; index++) {
            CanvasPlace place = CanvasPlace.of(index);
            places.add(place);
            left = Math.min(left, place.x());
            top = Math.min(top, place.y());
        }
        List<Rectangle2D> shown = new ArrayList<>();
        for (CanvasPlace place : places) {
            shown.add(new Rectangle2D.Double(100 + place.x() - left, 50 + place.y() - top, WIDTH, HEIGHT));
        }
        return shown;
    }
}
