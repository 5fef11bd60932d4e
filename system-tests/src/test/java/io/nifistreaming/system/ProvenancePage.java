package io.nifistreaming.system;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;

/** NiFi 1.x's Data Provenance, as it opens over the canvas. */
final class ProvenancePage {
    private final FrameLocator frame;

    ProvenancePage(FrameLocator frame) {
        this.frame = frame;
    }

    /** The first event of the type, such as {@code RECEIVE}; waits until there is one. */
    Locator eventOf(String type) {
        Locator row = frame.locator("#provenance-table .slick-row")
                .filter(new Locator.FilterOptions().setHasText(type))
                .first();
        row.waitFor();
        return row;
    }

    /** Opens the details of an event and returns their text. */
    String detailsOf(Locator event) {
        event.locator(".show-event-details").click();
        Locator dialog = frame.locator("#event-details-dialog");
        dialog.waitFor();
        frame.locator("#attributes-container, #provenance-event-details")
                .first()
                .waitFor();
        String text = dialog.textContent();
        dialog.locator(".button")
                .getByText("Ok", new Locator.GetByTextOptions().setExact(false))
                .click();
        return text;
    }

    /** Opens the lineage of an event's flow file. */
    Locator lineageOf(Locator event) {
        event.locator(".show-lineage").click();
        Locator lineage = frame.locator("#provenance-lineage-container svg");
        lineage.locator("g.event").first().waitFor();
        return lineage;
    }
}
