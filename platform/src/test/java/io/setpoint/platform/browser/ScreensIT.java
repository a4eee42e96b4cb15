package io.setpoint.platform.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.setpoint.platform.browser.Chromium.Screen;
import io.setpoint.platform.client.ErpSession;
import io.setpoint.platform.fixtures.PlatformFixture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every screen with real data, in both themes, on a desk and on a phone. */
final class ScreensIT {
    private static TradingCompany company;
    private static Chromium chromium;
    private static String order;

    @BeforeAll
    static void trade() {
        chromium = Chromium.open();
        company = TradingCompany.found(PlatformFixture.shared(), "SCR");
        ErpSession picker = company.session("picker");
        for (int number = 0; number < 24; number++) {
            String shipped = company.releasedOrder("88-1204", 4 + number % 3);
            company.ship(
                    picker,
                    company.packedShipment(
                            picker, shipped, number % 8 == 0 ? 1 : 4 + number % 3, number % 8 == 0 ? "MISSING" : null));
        }
        order = company.releasedOrder("88-1180", 600);
        company.placedOrder(company.session("seller"), "88-1204", 12);
        company.propose("picker", "88-1204", -40, "Two cartons crushed on the dock");
        company.propose("controller", "88-1180", -2, "One case open");
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
            Page page = chromium.signedIn(screen, company, "controller", "/board");
            page.onPageError(errors::add);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    errors.add(message.text());
                }
            });
            for (Map.Entry<String, String> place : places().entrySet()) {
                page.navigate(company.address(place.getKey()));
                page.waitForSelector(place.getValue());
                page.waitForTimeout(500);
                List<String> found = new ArrayList<>(Accessibility.violations(page));
                found.addAll(sideways(page));
                found.addAll(errors);
                errors.clear();
                if (!found.isEmpty()) {
                    faults.put(place.getKey() + " " + screen.name() + " " + screen.width(), found);
                }
            }
            page.context().close();
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void aNumberIsReplayedToItsEventsAtTheKeyboard() {
        Page page = chromium.signedIn(Screen.DESK, company, "controller", "/board?kpi=lfr");
        page.waitForSelector("sp-replay [data-act=replay]");
        page.focus("[data-act=replay]");
        page.keyboard().press("Enter");
        page.waitForSelector("[data-replay=done] .events tbody tr");
        assertThat(page.innerText("sp-replay")).contains("Equal", "order placed", "SO-");
        assertThat(Accessibility.violations(page)).isEmpty();
        assertThat(sideways(page)).isEmpty();
        page.context().close();
    }

    @Test
    void theSignInPageIsAccessible() {
        Page page = chromium.page(Screen.DESK);
        page.navigate(company.address("/login"));
        page.waitForSelector("#password");
        assertThat(Accessibility.violations(page)).isEmpty();
        page.context().close();
    }

    @Test
    void aPersonWithoutTheRightSeesWhyAndWhoCan() {
        Page page = chromium.signedIn(Screen.DESK, company, "viewer", "/adjustments/new");
        page.waitForSelector("sp-propose .empty");
        assertThat(page.innerText("sp-propose")).contains("does not propose adjustments", "adjustments:propose");
        page.context().close();
    }

    @Test
    void anUnknownOrderIsSaidToBeUnknown() {
        Page page = chromium.signedIn(Screen.DESK, company, "planner", "/orders/SO-999999999");
        page.waitForSelector("sp-order .empty");
        assertThat(page.innerText("sp-order")).contains("SO-999999999");
        page.context().close();
    }

    /** Each place with what stands there once its data has come. */
    private static Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("/board", "[data-tile=lfr] .val");
        places.put("/board?kpi=lfr", ".drill tbody tr");
        places.put("/parity", "[data-parity]");
        places.put("/queue?tab=unassigned", ".q tbody tr");
        places.put("/orders", ".list-table tbody tr");
        places.put("/orders/" + order, ".chain li");
        places.put("/adjustments", ".list-table tbody tr");
        places.put("/adjustments/new", "#quantity");
        return places;
    }

    @SuppressWarnings("unchecked")
    static List<String> sideways(Page page) {
        return (List<String>) page.evaluate("""
            () => {
              const wide = [];
              if (document.documentElement.scrollWidth > innerWidth) wide.push('the page scrolls sideways');
              for (const part of ['.main', '.top', '.bar', '.ev > footer', '.decide', '.page', '.tile'])
                for (const each of document.querySelectorAll(part))
                  if (each.scrollWidth > each.clientWidth + 1) wide.push(`${part} is ${each.scrollWidth} wide in ${each.clientWidth}`);
              return wide;
            }
            """);
    }
}
