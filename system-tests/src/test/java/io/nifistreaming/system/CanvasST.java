package io.nifistreaming.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import io.nifistreaming.sandbox.api.Component;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The story of a flow designer and an operator who open the real NiFi page. */
class CanvasST {
    private static final Pattern NON_ZERO = Pattern.compile("[1-9]");

    private static RunningSandbox sandbox;
    private static Browser browser;

    @BeforeAll
    static void startTheSandboxAndTheBrowser() {
        sandbox = RunningSandbox.get();
        browser = new Browser();
    }

    @AfterAll
    static void closeTheBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void theImportedGroupIsOnTheCanvasUnderVersionControlAndUpToDate() {
        String group = sandbox.groupId("competitor-prices");

        CanvasPage canvas =
                new CanvasPage(browser.open(sandbox.nifiUrl() + "/nifi/?processGroupId=root&componentIds=" + group));
        PlaywrightAssertions.assertThat(canvas.component(group).locator("text.version-control"))
                .hasText(CanvasPage.UP_TO_DATE);
        Browser.keep(canvas.page(), "canvas-root");

        assertThat(canvas.component(group).textContent()).contains("competitor-prices");
        canvas.page().close();
    }

    @Test
    void theFirstLookShowsAllFlowsClearOfThePalettes() {
        CanvasPage canvas = new CanvasPage(browser.open(sandbox.nifiUrl() + "/nifi/", 1440, 900));
        BoundingBox palettes = canvas.page().locator("#graph-controls").boundingBox();
        BoundingBox area = canvas.page().locator("#canvas-container").boundingBox();
        List<String> flows = List.of(
                "competitor-prices", "lakehouse", "nifi-logs", "pos-logs", "shop-events", "syslog", "web-access-logs");
        flows.forEach(flow -> canvas.component(sandbox.groupId(flow)));
        Browser.keep(canvas.page(), "first-look");

        for (String flow : flows) {
            BoundingBox group = canvas.component(sandbox.groupId(flow)).boundingBox();
            assertClear(flow, group, palettes);
            assertThat(group.x + group.width).as(flow).isLessThanOrEqualTo(area.x + area.width);
            assertThat(group.y + group.height).as(flow).isLessThanOrEqualTo(area.y + area.height);
        }
        canvas.page().close();
    }

    @Test
    void theProcessorsOfTheFlowAreRunningAndCounting() {
        String group = sandbox.groupId("competitor-prices");
        Component poll = sandbox.processor("competitor-prices", "PollCompetitorPrices");
        Component publish = sandbox.processor("competitor-prices", "PublishKafkaStream");

        CanvasPage canvas = open(group, publish);
        Locator out = canvas.component(publish.id()).locator("text.processor-in tspan.count");
        PlaywrightAssertions.assertThat(out)
                .hasText(NON_ZERO, new LocatorAssertions.HasTextOptions().setTimeout(120_000));
        Browser.keep(canvas.page(), "canvas-competitor-prices");

        assertThat(canvas.statusIcon(poll.id())).isEqualTo(CanvasPage.RUNNING);
        assertThat(canvas.statusIcon(publish.id())).isEqualTo(CanvasPage.RUNNING);
        canvas.page().close();
    }

    @Test
    void theConfigurationOfThePollerAndItsDocumentationOpen() {
        String group = sandbox.groupId("competitor-prices");
        Component poll = sandbox.processor("competitor-prices", "PollCompetitorPrices");
        CanvasPage canvas = open(group, poll);

        canvas.choose(poll.id(), "View configuration");
        Locator dialog = canvas.page().locator("#processor-details");
        dialog.getByText("Properties", new Locator.GetByTextOptions().setExact(true))
                .first()
                .click();
        PlaywrightAssertions.assertThat(dialog.getByText("Poll Interval").first())
                .isVisible();
        Browser.keep(canvas.page(), "configuration");
        canvas.page().close();

        canvas = open(group, poll);
        canvas.choose(poll.id(), "View usage");
        Locator documentation =
                canvas.shell().frameLocator("iframe[name=component-usage]").locator("body");
        PlaywrightAssertions.assertThat(documentation).containsText("PollCompetitorPrices");
        Browser.keep(canvas.page(), "usage");
        canvas.page().close();
    }

    @Test
    void ourProcessorCanBeDraggedOntoTheCanvas() {
        String scratch = sandbox.scratchGroup("scratch-canvas");
        CanvasPage canvas = new CanvasPage(browser.open(sandbox.nifiUrl() + "/nifi/?processGroupId=" + scratch));

        canvas.dragProcessorOntoCanvas("PublishKafkaStream");

        PlaywrightAssertions.assertThat(
                        canvas.processorNamed("PublishKafkaStream").first())
                .isVisible();
        Browser.keep(canvas.page(), "dragged");
        canvas.page().close();
    }

    @Test
    void aPriceIsFollowedInProvenanceFromReceiveToSend() {
        String group = sandbox.groupId("competitor-prices");
        Component publish = sandbox.processor("competitor-prices", "PublishKafkaStream");
        CanvasPage canvas = open(group, publish);

        canvas.choose(publish.id(), "View data provenance");
        ProvenancePage provenance = new ProvenancePage(canvas.shell());
        Locator sent = provenance.eventOf("SEND");
        Browser.keep(canvas.page(), "provenance");
        Locator lineage = provenance.lineageOf(sent);
        Browser.keep(canvas.page(), "lineage");

        PlaywrightAssertions.assertThat(lineage).containsText("RECEIVE");
        PlaywrightAssertions.assertThat(lineage).containsText("SEND");
        canvas.page().close();
    }

    @Test
    void theFirstLookIntoAFlowShowsAllItsProcessorsClearOfThePalettes() {
        for (String flow : List.of(
                "competitor-prices",
                "lakehouse",
                "nifi-logs",
                "pos-logs",
                "shop-events",
                "syslog",
                "web-access-logs")) {
            String group = sandbox.groupId(flow);
            CanvasPage canvas =
                    new CanvasPage(browser.open(sandbox.nifiUrl() + "/nifi/?processGroupId=" + group, 1440, 900));
            BoundingBox palettes = canvas.page().locator("#graph-controls").boundingBox();
            List<Component> processors = sandbox.sandbox().nifi().processors(group);
            processors.forEach(processor -> canvas.component(processor.id()));
            Browser.keep(canvas.page(), "first-look-into-" + flow);

            assertThat(processors).isNotEmpty();
            for (Component processor : processors) {
                assertClear(processor.name(), canvas.component(processor.id()).boundingBox(), palettes);
            }
            canvas.page().close();
        }
    }

    private static void assertClear(String what, BoundingBox shown, BoundingBox palettes) {
        assertThat(shown.x >= palettes.x + palettes.width || shown.y >= palettes.y + palettes.height)
                .as("%s is clear of the palettes", what)
                .isTrue();
    }

    private static CanvasPage open(String group, Component selected) {
        return new CanvasPage(
                browser.open(sandbox.nifiUrl() + "/nifi/?processGroupId=" + group + "&componentIds=" + selected.id()));
    }
}
