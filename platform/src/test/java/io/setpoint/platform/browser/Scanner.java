package io.setpoint.platform.browser;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.setpoint.platform.browser.Chromium.Screen;
import java.util.ArrayList;
import java.util.List;

/** A person with a phone and a scanner that types as a keyboard does. */
final class Scanner implements AutoCloseable {
    static final char SEPARATOR = '\u001d';
    private static final Keyboard.TypeOptions FAST = new Keyboard.TypeOptions().setDelay(0);

    private final Page page;
    private final List<String> errors = new ArrayList<>();

    private Scanner(Page page) {
        this.page = page;
        page.onPageError(errors::add);
    }

    /** Signs in and stands before the work of a site. */
    static Scanner at(Chromium chromium, Screen screen, TradingCompany company, String part, String site) {
        Scanner scanner = new Scanner(chromium.signedIn(screen, company, part, "/scan?site=" + site));
        scanner.page.waitForSelector("[data-task]");
        return scanner;
    }

    Page page() {
        return page;
    }

    /** What went wrong inside the page. */
    List<String> errors() {
        return errors;
    }

    /** Types a code and ends it, without waiting for anything. */
    void scan(String code) {
        int from = 0;
        for (int at = code.indexOf(SEPARATOR); at >= 0; at = code.indexOf(SEPARATOR, from)) {
            page.keyboard().type(code.substring(from, at), FAST);
            page.keyboard().press("Control+]");
            from = at + 1;
        }
        page.keyboard().type(code.substring(from), FAST);
        page.keyboard().press("Enter");
    }

    /** Opens a document by its number and waits for its page. */
    void open(String document) {
        scan(document);
        page.waitForSelector("h1:has-text('" + document + "')");
        page.waitForSelector(".acts");
    }

    /** Scans, and is told that it is right. */
    void right(String code, String said) {
        scan(code);
        says("right", said);
    }

    /** Scans, and is told why it is wrong. */
    void wrong(String code, String said) {
        scan(code);
        says("wrong", said);
    }

    void says(String verdict, String said) {
        page.waitForSelector(".verdict." + verdict + ":has-text(\"" + said + "\")");
        page.waitForSelector("[data-task], [data-sending=sent], [data-sending=held]");
    }

    /** Types a quantity on the screen's key pad, instead of that of the last scan. */
    void quantity(int quantity) {
        press("quantity");
        for (char digit : Integer.toString(quantity).toCharArray()) {
            page.click("[data-key='" + digit + "']");
        }
        press("set");
        page.waitForSelector(".sheet", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
        page.waitForSelector("[data-sending=sent]");
    }

    void press(String action) {
        page.click("[data-act=" + action + "]:not([aria-disabled=true])");
    }

    /** The receipt, shipment or count that a confirmation posted. */
    String posted() {
        page.waitForSelector("[data-act=next]");
        return page.innerText(".verdict.right b");
    }

    /** Goes on to the work of the site. */
    void next() {
        press("next");
        page.waitForSelector("[data-task]");
    }

    @Override
    public void close() {
        page.context().close();
    }
}
