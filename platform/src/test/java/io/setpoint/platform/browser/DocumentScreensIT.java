package io.setpoint.platform.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import io.setpoint.platform.browser.Chromium.Screen;
import io.setpoint.platform.client.LogIn;
import io.setpoint.platform.fixtures.PlatformFixture;
import io.setpoint.platform.installation.Installation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Purchasing, receiving, stock, returns, counts and transfers on screen, and the chain that joins them. */
final class DocumentScreensIT {
    private static TradingCompany company;
    private static BusyCompany busy;
    private static Chromium chromium;

    @BeforeAll
    static void trade() {
        chromium = Chromium.open();
        PlatformFixture platform = PlatformFixture.shared();
        company = TradingCompany.found(platform, "DOC");
        String secret = platform.installation().folder().secrets().administrator();
        busy = BusyCompany.of(company, new LogIn(Installation.ADMINISTRATOR, secret));
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void everyScreenIsAccessibleFitsItsWidthAndRunsWithoutAnErrorInBothThemes() {
        Map<String, List<String>> faults = new LinkedHashMap<>();
        for (Screen screen : List.of(Screen.DESK, Screen.PHONE_AT_NIGHT)) {
            List<String> errors = new ArrayList<>();
            Page page = chromium.signedIn(screen, company, "controller", "/stock");
            page.onPageError(errors::add);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    errors.add(message.text());
                }
            });
            places().forEach((place, sign) -> {
                page.navigate(company.address(place));
                page.waitForSelector(sign);
                page.waitForTimeout(300);
                List<String> found = new ArrayList<>(Accessibility.violations(page));
                found.addAll(ScreensIT.sideways(page));
                found.addAll(errors);
                errors.clear();
                if (!found.isEmpty()) {
                    faults.put(place + " " + screen.name() + " " + screen.width(), found);
                }
            });
            page.context().close();
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void aPurchaseOrderIsApprovedBySecondPersonAtTheKeyboardAndReceivedShort() {
        String order = busy.document("pending");

        // Bea, who raised it, sees that she cannot approve it, and who can
        Page buyer = chromium.signedIn(Screen.DESK, company, "buyer", "/purchasing/" + order);
        buyer.waitForSelector("[data-act=approve]");
        assertThat(buyer.getAttribute("[data-act=approve]", "aria-disabled")).isEqualTo("true");
        assertThat(buyer.innerText("sp-purchase")).contains("You raised", "Ada Nyberg can approve");
        press(buyer, "y");
        assertThat(buyer.querySelector("dialog")).isNull();
        buyer.context().close();

        // Ada goes there by keys, sees what she approves, and only Ctrl Enter posts
        Page approver = chromium.signedIn(Screen.DESK, company, "approver", "/stock");
        approver.waitForSelector(".list-table tbody tr");
        press(approver, "g", "p");
        approver.waitForSelector("sp-purchases tbody a");
        press(approver, "j", "Enter");
        approver.waitForSelector("sp-purchase [data-act=approve]");
        press(approver, "y");
        approver.waitForSelector("dialog[open] [data-act=post]");
        assertThat(approver.innerText("dialog")).contains(order, "€10,340", "You did not raise");
        assertThat(state(order)).isEqualTo("PENDING_APPROVAL");
        press(approver, "Control+Enter");
        approver.waitForSelector(".toast");
        assertThat(approver.innerText(".toast")).contains(order, "approved and sent");
        assertThat(state(order)).isEqualTo("APPROVED");
        approver.context().close();

        // Kaja receives it short by a damaged carton
        Page dock = chromium.signedIn(Screen.DESK, company, "picker", "/receiving/" + order);
        dock.waitForSelector("[name=taken-1]");
        dock.fill("[name=taken-1]", "190");
        dock.fill("[name=bin-1]", TradingCompany.BIN);
        dock.fill("[name=taken-2]", "0");
        dock.check("[name=differs-1]");
        dock.selectOption("[name=kind-1]", "DAMAGED");
        dock.fill("[name=by-1]", "10");
        press(dock, "Control+Enter");
        dock.waitForSelector("form [role=alert]");
        assertThat(dock.innerText("form [role=alert]")).contains("say why");
        dock.fill("[name=why-1]", "Carton wet");
        press(dock, "Control+Enter");
        dock.waitForSelector("sp-purchase");
        dock.waitForSelector("section[aria-label=Receipts] tbody tr");
        assertThat(dock.innerText("section[aria-label=Receipts]")).contains("Damaged 10", "Carton wet", "190");
        assertThat(state(order)).isEqualTo("PARTIALLY_RECEIVED");

        // the chain shows the order and its receipt, each with its people
        dock.waitForSelector("sp-chain tbody tr:nth-child(2)");
        assertThat(dock.innerText("sp-chain"))
                .contains(order, "Receipt", "receives " + order, "Bea Holm", "Ada Nyberg", "Kaja Lind");
        dock.context().close();
    }

    @Test
    void theChainOfAReturnLeadsFromTheOrderToTheDisposition() {
        Page page = chromium.signedIn(
                Screen.DESK_AT_NIGHT, company, "second", "/chains/shipment/" + busy.document("shipped inspected"));
        page.waitForSelector("sp-chain tbody tr:nth-child(4)");
        assertThat(page.innerText("sp-chain"))
                .contains(
                        busy.document("sold inspected"),
                        busy.document("shipped inspected"),
                        busy.document("inspected") + "-1",
                        "Olof Dahl");
        page.click("sp-chain a:has-text('" + busy.document("sold inspected") + "')");
        page.waitForSelector("sp-order sp-chain tbody tr:nth-child(4)");
        page.context().close();
    }

    @Test
    void aCounterCountsBlindLineByLineAndARecountIsAnotherPersons() {
        String count = busy.document("counting");
        Page first = chromium.signedIn(Screen.DESK, company, "picker", "/counts/" + count);
        first.waitForSelector("[data-line='1']");
        assertThat(first.innerText("section[aria-label=Sheet]")).doesNotContain("500", "book");
        first.fill("[data-line='1']", "90");
        press(first, "Enter");
        first.waitForSelector("[role=alert]");
        assertThat(first.innerText("[role=alert]")).contains("Another person has to recount");
        first.context().close();

        Page other = chromium.signedIn(Screen.DESK, company, "third", "/counts/" + count);
        other.waitForSelector("[data-line='1']");
        other.fill("[data-line='1']", "90");
        press(other, "Enter");
        other.waitForSelector(".toast:has-text('Line 1 counted')");
        // Once the sheet has been read again.
        other.waitForFunction("() => document.activeElement.matches('[data-line=\"2\"]')");
        other.context().close();
    }

    @Test
    void aTaskIsTakenAndItsWaveIsWalkedAtTheKeyboard() {
        Page page = chromium.signedIn(Screen.DESK, company, "picker", "/tasks?kind=PICK");
        String row = "sp-tasks tbody tr:has-text('" + busy.document("walked") + "') ";
        page.click(row + "[data-act=take]");
        page.waitForSelector(row + "[data-act=give-back]");
        page.click(row + "a:has-text('" + busy.document("wave") + "')");
        page.waitForSelector("sp-wave [data-act=approve]");
        press(page, "y");
        page.waitForSelector("dialog[open] [name=taken]");
        page.fill("[name=taken]", "2");
        press(page, "Control+Enter");
        page.waitForSelector("dialog [role=alert]");
        assertThat(page.innerText("dialog [role=alert]")).contains("a reason belongs to a short pick");
        page.fill("[name=shortReason]", "Carton torn");
        press(page, "Control+Enter");
        page.waitForSelector(".toast:has-text('is picked')");
        page.waitForSelector("section[aria-label=Orders] td:has-text('SH-')");
        assertThat(page.innerText("section[aria-label=Stops]")).contains("Carton torn");
        page.context().close();
    }

    @Test
    void whoMayNotSeesWhy() {
        Page page = chromium.signedIn(Screen.DESK, company, "viewer", "/receiving/" + busy.document("due"));
        page.waitForSelector("sp-receive .empty");
        assertThat(page.innerText("sp-receive")).contains("does not receive goods", "inventory:receive");
        page.navigate(company.address("/counts"));
        page.waitForSelector("[data-act=start]");
        assertThat(page.getAttribute("[data-act=start]", "aria-disabled")).isEqualTo("true");
        page.navigate(company.address("/purchasing/PO-404"));
        page.waitForSelector("sp-purchase .empty");
        page.navigate(company.address("/transfers?state=CANCELLED"));
        page.waitForSelector("sp-transfers .empty");
        assertThat(page.innerText("sp-transfers")).contains("No transfers match", "Clear filters");
        page.context().close();
    }

    private static String state(String order) {
        JsonNode found = company.session("buyer").get("/purchase-orders/" + order);
        return found.path("state").asText();
    }

    /** Each place with what stands there once its data has come. */
    private static Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("/purchasing", ".list-table tbody tr");
        places.put("/purchasing/" + busy.document("received"), "sp-chain tbody tr");
        places.put("/receiving", ".list-table tbody tr");
        places.put("/stock", ".list-table tbody tr");
        places.put("/stock?view=transit", ".list-table tbody tr");
        places.put("/stock?view=holds", ".list-table tbody tr");
        places.put("/items/88-1204?at=2026-01-01T10:00&at-site=" + company.site(), ".figures");
        places.put("/returns", ".list-table tbody tr");
        places.put("/returns/" + busy.document("inspected"), "sp-chain tbody tr");
        places.put("/invoices", ".list-table tbody tr");
        places.put("/invoices/" + busy.document("invoiced"), "sp-chain tbody tr");
        places.put("/invoices/" + busy.document("credited"), "sp-chain tbody tr");
        places.put("/counts", "sp-count-plan tbody tr");
        places.put("/tasks", ".list-table tbody tr");
        places.put("/waves", "sp-waves .list-table tbody tr, sp-waves .empty");
        places.put("/waves/" + busy.document("wave"), "section[aria-label=Stops] tbody tr");
        places.put("/slow-movers", ".list-table tbody tr");
        places.put("/counts/" + busy.document("counting"), "sp-chain tbody tr");
        places.put("/counts/" + busy.document("counted"), "sp-chain tbody tr");
        places.put("/transfers", ".list-table tbody tr");
        places.put("/transfers/" + busy.document("moving"), "sp-chain tbody tr");
        places.put("/orders/" + busy.document("sold inspected"), "sp-chain tbody tr");
        places.put("/suppliers/LIND", "section[aria-label='Latest orders'] tbody tr");
        places.put("/customers/C-ALDER", "section[aria-label='Latest orders'] tbody tr");
        places.put("/chains/receipt/" + busy.document("receipt"), "sp-chain tbody tr:nth-child(2)");
        return places;
    }

    /** At the pace of a person, since faster keys are taken for a scanner. */
    private static void press(Page page, String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
            page.waitForTimeout(150);
        }
    }
}
