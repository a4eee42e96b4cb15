package io.setpoint.platform.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import io.setpoint.platform.browser.Chromium.Screen;
import io.setpoint.platform.fixtures.PlatformFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue and the board by keyboard alone, and what must never happen by a key. */
final class KeyboardIT {
    private static TradingCompany company;
    private static Chromium chromium;
    private Page page;

    @BeforeAll
    static void propose() {
        chromium = Chromium.open();
        company = TradingCompany.found(PlatformFixture.shared(), "KEY");
        company.propose("picker", "88-1204", -20, "Crushed");
        company.propose("picker", "88-1204", -30, "Wet");
        company.propose("picker", "88-1180", -40, "Torn");
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void openQueue() {
        page = chromium.signedIn(Screen.DESK, company, "controller", "/queue?tab=unassigned");
        page.waitForSelector(".q tbody tr:nth-child(3)");
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    @Test
    void jAndKMoveEnterOpensTheEvidenceAndEscapeGoesBack() {
        press("j");
        assertThat(selectedRow()).isEqualTo(2);
        press("k");
        assertThat(selectedRow()).isEqualTo(1);
        assertThat(page.url()).contains("id=EX-");
        press("Enter");
        // as soon as the evidence has come
        page.waitForFunction("() => document.activeElement.matches('.ev .scroll')");
        press("Escape");
        assertThat(focusIs("tr[aria-selected=true]")).isTrue();
    }

    @Test
    void yShowsThePostingAndPostsNothingUntilCtrlEnter() {
        press("j");
        page.waitForSelector(".ev [data-act=approve]");
        press("y");
        page.waitForSelector("dialog[open]");
        assertThat(page.innerText("dialog")).contains("Segregation of duties", "Adjustment");
        press("Escape");
        assertThat(page.querySelector("dialog")).isNull();
        assertThat(company.session("controller")
                        .get("/adjustments?state=PROPOSED")
                        .path("items"))
                .hasSize(3);
    }

    @Test
    void nAsksForAReasonAndPostsNothingWithoutOne() {
        press("j");
        page.waitForSelector(".ev [data-act=reject]");
        press("n");
        page.waitForSelector("dialog[open]");
        press("Control+Enter");
        assertThat(page.innerText("dialog")).contains("Say why");
        assertThat(company.session("controller")
                        .get("/adjustments?state=PROPOSED")
                        .path("items"))
                .hasSize(3);
        press("Escape");
    }

    @Test
    void keysAreOffWhileADialogIsOpenAndWhileOneTypes() {
        press("?");
        page.waitForSelector("dialog[open]");
        press("y");
        assertThat(page.innerText("dialog")).startsWith("Keyboard");
        press("Escape");
        press("Control+k");
        page.waitForSelector("dialog.palette[open]");
        page.keyboard().type("jyn", new Keyboard.TypeOptions().setDelay(60));
        assertThat(page.querySelectorAll("dialog")).hasSize(1);
        press("Escape");
    }

    @Test
    void aScannerNeverTriggersAShortcut() {
        press("j");
        page.waitForSelector(".ev [data-act=approve]");
        // in the page, or a busy machine makes a slow typist of the scanner
        page.evaluate("""
            () => {
              for (const key of 'yny') {
                document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
                for (const until = performance.now() + 4; performance.now() < until; );
              }
            }
            """);
        page.waitForTimeout(400);
        assertThat(page.querySelector("dialog")).isNull();
    }

    @Test
    void gThenALetterGoesToAScreenAndEscapeClimbsOutOfTheDrill() {
        press("g", "d");
        page.waitForURL(url -> url.contains("/board"));
        page.waitForSelector("[data-kpi]");
        press("j", "Enter");
        page.waitForSelector(".drill");
        press("Escape");
        page.waitForSelector(
                ".drill",
                new Page.WaitForSelectorOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
        assertThat(focusIs("[data-kpi]")).isTrue();
    }

    private int selectedRow() {
        return (int) page.evaluate("() => document.querySelector('.q tr[aria-selected=true]').rowIndex");
    }

    private boolean focusIs(String selector) {
        return (boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector);
    }

    /** At the pace of a person, since faster keys are taken for a scanner. */
    private void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
            page.waitForTimeout(120);
        }
    }
}
