package io.nifistreaming.sandbox.flow.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.nifistreaming.sandbox.flow.ComponentKind;
import io.nifistreaming.sandbox.flow.FlowComponent;
import io.nifistreaming.sandbox.flow.FlowDefinition;
import java.awt.geom.Rectangle2D;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Whoever enters a group sees all of it: NiFi 1.16.3 moves the upper left corner of what is there to the canvas's own,
 * and scales it down until it fits, or else leaves it at full size and a margin around it. Either way its two palettes
 * lie over the upper left, where a flow begins. So something has to lie further left, and below them.
 */
final class ClearOfPalettes implements LintRule {
    /** Measured on the page of 1.16.3, in pixels. */
    private static final Rectangle2D PALETTES = new Rectangle2D.Double(0, 12, 287, 420);

    private static final double MARGIN_LEFT = 100;
    private static final double MARGIN_TOP = 50;
    private static final int CONNECTION_LABEL = 224;
    private static final double WORTH_NOTHING = 1;

    /** What is left for the canvas in windows of 1280 to 720, 1440 to 900 and 1920 to 1080. */
    private static final List<Rectangle2D> CANVASES = List.of(canvas(1280, 612), canvas(1440, 792), canvas(1920, 972));

    private static final Map<ComponentKind, Rectangle2D> SIZES = Map.of(
            ComponentKind.PROCESSOR, canvas(352, 128),
            ComponentKind.FUNNEL, canvas(48, 48),
            ComponentKind.INPUT_PORT, canvas(240, 48),
            ComponentKind.OUTPUT_PORT, canvas(240, 48),
            ComponentKind.GROUP, canvas(384, 176));

    @Override
    public String name() {
        return "palettes";
    }

    @Override
    public void check(FlowDefinition flow, Report report) {
        Map<JsonNode, List<FlowComponent>> groups = flow.components().stream()
                .filter(component -> component.json() != component.group())
                .collect(Collectors.groupingBy(FlowComponent::group, IdentityHashMap::new, Collectors.toList()));
        for (List<FlowComponent> group : groups.values()) {
            for (FlowComponent component : group) {
                if (isShown(component) && CANVASES.stream().anyMatch(canvas -> isCovered(component, group, canvas))) {
                    report.add(
                            component.label(),
                            "NiFi's palettes lie over it when somebody enters the group. Move it to the right, and"
                                    + " something else, such as the label that explains the flow, further left and"
                                    + " below the palettes.");
                }
            }
        }
    }

    private static boolean isCovered(FlowComponent component, List<FlowComponent> group, Rectangle2D canvas) {
        Rectangle2D all = group.stream()
                .filter(one -> isShown(one) || one.kind() == ComponentKind.CONNECTION)
                .map(ClearOfPalettes::box)
                .filter(Objects::nonNull)
                .reduce(Rectangle2D::createUnion)
                .orElseThrow();
        boolean fits = all.getWidth() <= canvas.getWidth() && all.getHeight() <= canvas.getHeight();
        double scale = fits ? 1 : Math.min(canvas.getWidth() / all.getWidth(), canvas.getHeight() / all.getHeight());
        Rectangle2D box = box(component);
        Rectangle2D shown = new Rectangle2D.Double(
                (box.getX() - all.getX()) * scale + (fits ? MARGIN_LEFT : 0),
                (box.getY() - all.getY()) * scale + (fits ? MARGIN_TOP : 0),
                box.getWidth() * scale,
                box.getHeight() * scale);
        Rectangle2D covered = shown.createIntersection(PALETTES);
        return covered.getWidth() > WORTH_NOTHING && covered.getHeight() > WORTH_NOTHING;
    }

    /** Services are nowhere on the canvas, and a connection's label lies where its ends are. */
    private static boolean isShown(FlowComponent component) {
        return component.kind() == ComponentKind.LABEL || SIZES.containsKey(component.kind());
    }

    /** Null for what takes no room of its own. */
    private static Rectangle2D box(FlowComponent component) {
        if (component.kind() == ComponentKind.CONNECTION) {
            return bends(component.json().path("bends"));
        }
        Rectangle2D size = component.kind() == ComponentKind.LABEL
                ? canvas(
                        component.json().path("width").asDouble(),
                        component.json().path("height").asDouble())
                : SIZES.get(component.kind());
        JsonNode position = component.json().path("position");
        return new Rectangle2D.Double(
                position.path("x").asDouble(), position.path("y").asDouble(), size.getWidth(), size.getHeight());
    }

    private static Rectangle2D bends(JsonNode bends) {
        Rectangle2D all = null;
        for (JsonNode bend : bends) {
            Rectangle2D one = new Rectangle2D.Double(
                    bend.path("x").asDouble() - CONNECTION_LABEL / 2.0,
                    bend.path("y").asDouble(),
                    CONNECTION_LABEL,
                    1);
            all = all == null ? one : all.createUnion(one);
        }
        return all;
    }

    private static Rectangle2D canvas(double width, double height) {
        return new Rectangle2D.Double(0, 0, width, height);
    }
}
