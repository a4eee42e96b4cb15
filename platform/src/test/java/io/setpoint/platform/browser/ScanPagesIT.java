package io.setpoint.platform.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.setpoint.platform.browser.Chromium.Screen;
import io.setpoint.platform.fixtures.PlatformFixture;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The scan pages with a scanner that types: nothing it types is lost or means anything else. The pictures are written to
 * the folder {@code -Dsetpoint.screenshots}.
 */
final class ScanPagesIT {
    private static final int SCANS = 100;
    private static final List<String> FOCUSED =
            List.of("[data-scan]", "[data-act=undo]", "[data-act=quantity]", "[data-act=confirm]", "a.back", "");
    private static final String EXPIRY = "300131";

    private static ThreeWarehouses warehouses;
    private static Chromium chromium;

    @BeforeAll
    static void found() {
        chromium = Chromium.open();
        warehouses = ThreeWarehouses.found(PlatformFixture.shared(), "SCN");
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void aHundredScansArriveInOrderWhereverTheFocusIsAndTriggerNoShortcut() {
        Scanner scanner = scanner("picker");
        scanner.open(warehouses.bought(Map.of(ThreeWarehouses.LETTERED, SCANS, ThreeWarehouses.LOTTED, SCANS)));
        scanner.right("BIN:" + TradingCompany.BIN, "Bin " + TradingCompany.BIN);
        Page page = scanner.page();
        String place = page.url();
        List<String> codes = new ArrayList<>();
        for (int n = 0; n < SCANS; n++) {
            String letters = ThreeWarehouses.LETTERS.get(n % ThreeWarehouses.LETTERS.size());
            codes.add(n % 10 == 9 ? ThreeWarehouses.label(letters, EXPIRY) : letters);
        }

        for (int n = 0; n < SCANS; n++) {
            String focused = FOCUSED.get(n % FOCUSED.size());
            page.evaluate(
                    "selector => selector ? document.querySelector(selector).focus() : document.activeElement.blur()",
                    focused);
            scanner.scan(codes.get(n));
        }

        page.waitForSelector(".far:has-text('" + SCANS + " scans')");
        assertThat(codesOf(session(page))).containsExactlyElementsOf(codes);
        assertThat(page.url()).isEqualTo(place);
        assertThat(page.querySelector("dialog")).isNull();
        assertThat(session(page).path("state").asText()).isEqualTo("OPEN");
        assertThat(scanner.errors()).isEmpty();
        scanner.close();
    }

    @Test
    void aScannerWithoutTheSeparatorSendsWhatStandsForIt() {
        Scanner scanner = scanner("third");
        scanner.page().click(".device > summary");
        scanner.page().selectOption(".device select", "~");
        scanner.open(warehouses.bought(ThreeWarehouses.LOTTED, 5));
        scanner.right(TradingCompany.BIN, "Bin " + TradingCompany.BIN);
        String code = ThreeWarehouses.label("TILDE-1", EXPIRY);
        scanner.right(code.replace(Scanner.SEPARATOR, '~'), "TILDE-1");
        assertThat(codesOf(session(scanner.page()))).containsExactly(code);
        scanner.close();
    }

    @Test
    void aLostConnectionSaysSoKeepsTheOrderAndCountsEachScanOnce() {
        Scanner scanner = scanner("third");
        Page page = scanner.page();
        scanner.open(warehouses.bought(ThreeWarehouses.LOTTED, 9));
        scanner.right(TradingCompany.BIN, "Bin " + TradingCompany.BIN);
        List<String> codes = List.of(
                ThreeWarehouses.label("ONE", EXPIRY),
                ThreeWarehouses.label("TWO", EXPIRY),
                ThreeWarehouses.label("THREE", EXPIRY));

        // the first reaches the server, its answer is lost; the others are scanned in a dead corner
        Deque<String> lost = new ArrayDeque<>(List.of("answer"));
        page.route("**/scans/sessions/*/scans", route -> {
            if (lost.poll() != null) {
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        });
        scanner.scan(codes.get(0));
        page.waitForSelector("[data-sending=lost]");
        page.context().setOffline(true);
        scanner.scan(codes.get(1));
        scanner.scan(codes.get(2));
        page.waitForSelector("[data-sending=lost]:has-text('3 not sent')");
        assertThat(page.innerText(".lost")).contains("No connection", "kept on this device", "ONE");

        page.context().setOffline(false);
        page.waitForSelector(".far:has-text('3 scans')");
        page.waitForSelector("[data-sending=sent]");
        assertThat(codesOf(session(page))).containsExactlyElementsOf(codes);
        scanner.close();
    }

    @Test
    void whatIsScannedBehindARefusedScanIsHeldUntilThePersonSaysSo() {
        Scanner scanner = scanner("third");
        Page page = scanner.page();
        scanner.open(warehouses.bought(ThreeWarehouses.LOTTED, 9));
        scanner.right(TradingCompany.BIN, "Bin " + TradingCompany.BIN);
        List<Route> slow = new ArrayList<>();
        page.route("**/scans/sessions/*/scans", route -> {
            if (slow.isEmpty()) {
                slow.add(route);
            } else {
                route.resume();
            }
        });
        scanner.scan("BIN:NOWHERE");
        String code = ThreeWarehouses.label("BEHIND", EXPIRY);
        scanner.scan(code);
        page.waitForSelector("[data-sending=sending]:has-text('2')");
        slow.get(0).resume();

        scanner.says("wrong", "There is no bin NOWHERE");
        page.waitForSelector("[data-held]");
        assertThat(codesOf(session(page))).isEmpty();
        scanner.press("release");
        scanner.says("right", "BEHIND");
        assertThat(codesOf(session(page))).containsExactly(code);
        scanner.close();
    }

    @Test
    void everyStateIsAccessibleAndFitsAPhoneInBothThemes() {
        Map<String, List<String>> faults = new LinkedHashMap<>();
        String site = warehouses.company().site();
        warehouses.typeReceipt(site, TradingCompany.OTHER_BIN, "L-77", "2030-01-31", 40);
        for (Screen screen : List.of(Screen.PHONE, Screen.PHONE_AT_NIGHT)) {
            String purchase = warehouses.bought(ThreeWarehouses.LOTTED, 60);
            String order = warehouses.released(
                    site, List.of(ThreeWarehouses.line(ThreeWarehouses.PLAIN, 24), ThreeWarehouses.line("88-1180", 2)));
            String count = ThreeWarehouses.text(
                    warehouses
                            .as("controller")
                            .post(
                                    "/counts",
                                    Map.of(
                                            "site",
                                            site,
                                            "countType",
                                            "PLANNED",
                                            "lines",
                                            List.of(
                                                    Map.of("item", "88-1180", "bin", TradingCompany.OTHER_BIN),
                                                    Map.of(
                                                            "item",
                                                            ThreeWarehouses.PLAIN,
                                                            "bin",
                                                            TradingCompany.OTHER_BIN)))),
                    "count");
            Scanner scanner = Scanner.at(chromium, screen, warehouses.company(), "picker", site);
            scanner.page().waitForSelector("[data-document]");
            look(scanner, screen, "start", faults);
            scanner.wrong(ThreeWarehouses.PLAIN, ThreeWarehouses.PLAIN + " is an item");
            look(scanner, screen, "not-a-document", faults);

            scanner.open(purchase);
            look(scanner, screen, "receive", faults);
            scanner.right("BIN:" + TradingCompany.BIN, "Bin " + TradingCompany.BIN);
            scanner.right(ThreeWarehouses.label("L-2213", EXPIRY), "1 EA " + ThreeWarehouses.LOTTED);
            scanner.quantity(40);
            scanner.says("right", "40 of 60 EA");
            look(scanner, screen, "receive-right", faults);
            scanner.wrong("88-1180", "This is 88-1180; expected is " + ThreeWarehouses.LOTTED);
            look(scanner, screen, "receive-wrong", faults);
            scanner.scan("05012345678900");
            scanner.page().waitForSelector("form[aria-label=Lot]");
            scanner.scan("L-NEW");
            scanner.page().waitForFunction("() => document.querySelector('[name=lot]').value === 'L-NEW'");
            look(scanner, screen, "receive-lot", faults);
            scanner.press("cancel");
            scanner.press("quantity");
            scanner.page().click("[data-key='2']");
            look(scanner, screen, "receive-quantity", faults);
            scanner.press("cancel");
            scanner.press("confirm");
            assertThat(scanner.posted()).startsWith("RC-");
            look(scanner, screen, "received", faults);
            scanner.next();

            scanner.open(order);
            look(scanner, screen, "pick", faults);
            scanner.wrong(TradingCompany.OTHER_BIN, "stands in " + TradingCompany.BIN);
            scanner.right(TradingCompany.BIN, "Bin " + TradingCompany.BIN);
            scanner.right(ThreeWarehouses.PLAIN, "1 EA " + ThreeWarehouses.PLAIN);
            scanner.press("undo");
            scanner.says("back", "Taken back");
            scanner.right(ThreeWarehouses.PLAIN, "1 EA " + ThreeWarehouses.PLAIN);
            scanner.quantity(20);
            scanner.press("confirm");
            scanner.page().waitForSelector("[data-reason]");
            look(scanner, screen, "pick-short", faults);
            scanner.page().click("[data-reason=BIN_EMPTY]");
            assertThat(scanner.posted()).startsWith("SH-");
            look(scanner, screen, "picked", faults);
            scanner.next();

            scanner.open(count);
            scanner.right(TradingCompany.OTHER_BIN, "Bin " + TradingCompany.OTHER_BIN);
            look(scanner, screen, "count", faults);
            scanner.press("zero");
            look(scanner, screen, "count-zero", faults);
            scanner.press("count-zero");
            scanner.says("right", "None counted");
            assertThat(scanner.errors()).isEmpty();
            scanner.close();
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void whoMayNotReceiveSeesWhyAndAnUnknownSessionSaysSo() {
        Page page = chromium.signedIn(
                Screen.PHONE,
                warehouses.company(),
                "viewer",
                "/scan?site=" + warehouses.company().site());
        page.waitForSelector(".floor .empty");
        assertThat(page.innerText(".floor .empty")).contains("does not receive goods", "inventory:receive");
        page.navigate(warehouses.company().address("/scan/SC-404"));
        page.waitForSelector(".floor .empty");
        assertThat(page.innerText(".floor .empty")).contains("SC-404");
        page.context().close();
    }

    private static Scanner scanner(String part) {
        return Scanner.at(
                chromium,
                Screen.PHONE,
                warehouses.company(),
                part,
                warehouses.company().site());
    }

    /** The session a page shows, as the server has it. */
    private static JsonNode session(Page page) {
        return warehouses.as("picker").get("/scans/sessions/" + page.url().replaceAll(".*/scan/([^?]+).*", "$1"));
    }

    /** What was scanned besides bins. */
    private static List<String> codesOf(JsonNode session) {
        List<String> codes = new ArrayList<>();
        session.path("scans").forEach(scan -> {
            if (scan.hasNonNull("item")) {
                codes.add(scan.path("code").asText());
            }
        });
        return codes;
    }

    private static void look(Scanner scanner, Screen screen, String name, Map<String, List<String>> faults) {
        Page page = scanner.page();
        List<String> found = new ArrayList<>(Accessibility.violations(page));
        found.addAll(ScreensIT.sideways(page));
        if (!found.isEmpty()) {
            faults.put(name + " " + screen.name(), found);
        }
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("setpoint.screenshots", "target/screenshots"))
                        .resolve("scan-" + name + "-" + screen.name() + ".png")));
    }
}
