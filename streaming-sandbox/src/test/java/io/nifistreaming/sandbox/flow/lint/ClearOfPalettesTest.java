package io.nifistreaming.sandbox.flow.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nifistreaming.sandbox.flow.FlowDefinition;
import io.nifistreaming.sandbox.flow.SampleFlow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sample's label lies left of its processors and below the palettes; these tests move it. */
class ClearOfPalettesTest {
    private static final String LABEL = "/flowContents/labels/0";
    private static final String PUBLISH = "/flowContents/processors/0";

    @Test
    void whatBeginsAtTheUpperLeftIsHiddenWhenItIsShownAtFullSize() {
        assertThat(hidden(LABEL, 0, 0))
                .containsExactlyInAnyOrder("processor 'sample/Ask'", "label 'sample/What it does'");
        assertThat(hidden(LABEL, 0, 500)).containsExactly("processor 'sample/Ask'");
        assertThat(hidden(LABEL, -400, 500)).isEmpty();
    }

    /** The more NiFi has to scale it down, the more of it the palettes cover. */
    @Test
    void whatIsClearAtFullSizeIsHiddenWhereALargerFlowIsScaledDown() {
        assertThat(hidden(PUBLISH, 500, 100)).isEmpty();
        assertThat(hidden(PUBLISH, 3_000, 100)).contains("processor 'sample/Ask'");
    }

    @Test
    void aGroupInsideIsLookedAtByItself() {
        FlowDefinition flow = SampleFlow.definition("/flowContents", group -> {
            ObjectNode inner = group.withArray("processGroups").addObject();
            inner.put("identifier", "g-2").put("name", "inner");
            inner.putObject("position").put("x", 0).put("y", 300);
            ObjectNode funnel = inner.withArray("funnels").addObject().put("identifier", "f-1");
            funnel.putObject("position").put("x", 5_000).put("y", 5_000);
        });

        assertThat(hidden(flow)).singleElement().asString().contains("funnel 'sample/inner/");
    }

    private static List<String> hidden(String pointer, int x, int y) {
        return hidden(SampleFlow.definition(
                pointer,
                component -> component.putObject("position").put("x", x).put("y", y)));
    }

    private static List<String> hidden(FlowDefinition flow) {
        List<String> hidden = new ArrayList<>();
        new ClearOfPalettes().check(flow, (where, message) -> hidden.add(where));
        return hidden;
    }
}
