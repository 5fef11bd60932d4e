package io.nifistreaming.system;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.MouseButton;

/** NiFi 1.x's canvas, by what a user means to do there. */
final class CanvasPage {
    /** The check mark of "up to date" in NiFi's icon font. */
    static final String UP_TO_DATE = "\uf00c";

    /** The triangle of "running" in the same font. */
    static final String RUNNING = "\uf04b";

    private final Page page;

    CanvasPage(Page page) {
        this.page = page;
        waitForTheCanvas();
    }

    private void waitForTheCanvas() {
        page.locator("#splash")
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN));
        page.locator("svg#canvas-svg, #canvas-container svg").first().waitFor();
    }

    Page page() {
        return page;
    }

    Locator component(String id) {
        Locator component = page.locator("g#id-" + id);
        component.waitFor();
        return component;
    }

    /** The text of the version badge on a process group, an icon of NiFi's font; empty when it is not versioned. */
    String versionBadge(String groupId) {
        return component(groupId).locator("text.version-control").textContent();
    }

    /** The icon that tells whether a processor runs. */
    String statusIcon(String processorId) {
        return component(processorId).locator("text.run-status-icon").textContent();
    }

    void enter(String groupId) {
        component(groupId).dblclick();
        page.locator("#breadcrumbs-container, #data-flow-title-container")
                .first()
                .waitFor();
    }

    void choose(String componentId, String menuItem) {
        component(componentId)
                .click(new Locator.ClickOptions().setButton(MouseButton.RIGHT).setForce(true));
        page.locator("#context-menu .context-menu-item-text")
                .getByText(menuItem, new Locator.GetByTextOptions().setExact(true))
                .click();
    }

    /** What the shell (provenance, usage, ...) shows over the canvas. */
    FrameLocator shell() {
        return page.frameLocator("#shell-iframe");
    }

    void closeShell() {
        page.locator("#shell-close-button").click();
    }

    /** Drags the processor tool onto the canvas, picks the type and adds it. */
    void dragProcessorOntoCanvas(String simpleType) {
        BoundingBox tool = page.locator("#processor-component").boundingBox();
        BoundingBox canvas = page.locator("#canvas-container").boundingBox();
        Mouse mouse = page.mouse();
        mouse.move(tool.x + tool.width / 2, tool.y + tool.height / 2);
        mouse.down();
        mouse.move(canvas.x + canvas.width * 0.5, canvas.y + canvas.height * 0.3, new Mouse.MoveOptions().setSteps(12));
        mouse.up();
        page.locator("#processor-type-filter").pressSequentially(simpleType);
        page.locator("#processor-types-table .slick-row")
                .filter(new Locator.FilterOptions().setHasText(simpleType))
                .first()
                .click();
        Browser.keep(page, "add-processor-dialog");
        page.locator("#new-processor-dialog .button")
                .filter(new Locator.FilterOptions().setHasText("Add"))
                .first()
                .click();
    }

    Locator processorNamed(String name) {
        return page.locator("g.processor").filter(new Locator.FilterOptions().setHasText(name));
    }
}
