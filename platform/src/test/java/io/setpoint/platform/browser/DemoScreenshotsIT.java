package io.setpoint.platform.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import io.setpoint.platform.browser.Chromium.Screen;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The pictures of the documentation, taken from a demo that runs. It is skipped unless it is asked for with {@code
 * -Dsetpoint.demo=ADDRESS -Dsetpoint.screenshots=FOLDER}: the 120 days it shows take longer than a test should.
 */
final class DemoScreenshotsIT {
    private static final String COMPANY = "company=NORDHAVN";

    @Test
    void boardQueueAndOrderAreTakenInBothThemes() throws Exception {
        String demo = System.getProperty("setpoint.demo", "");
        assumeFalse(demo.isEmpty(), "no -Dsetpoint.demo=ADDRESS");
        Path folder = Path.of(System.getProperty("setpoint.screenshots", "target/screenshots"));
        try (Chromium chromium = Chromium.open()) {
            for (Screen screen : List.of(Screen.DESK, Screen.DESK_AT_NIGHT)) {
                Page page = chromium.signedIn(screen, demo + "/board?" + COMPANY, "controller", "setpoint-controller");
                page.waitForSelector("[data-tile=lfr] .val");
                take(page, folder, "board", screen);
                page.navigate(demo + "/queue?tab=unassigned&" + COMPANY);
                page.waitForSelector(".q tbody tr");
                take(page, folder, "queue", screen);
                page.navigate(demo + "/orders/" + partlyShipped(page, demo) + "?" + COMPANY);
                page.waitForSelector(".chain li");
                take(page, folder, "order", screen);
                page.context().close();
            }
        }
    }

    private static void take(Page page, Path folder, String name, Screen screen) {
        page.waitForTimeout(2_000);
        Path file = folder.resolve(name + "-" + screen.name() + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        assertThat(file).isNotEmptyFile();
    }

    /** Any order with something shipped and something still owed: its chain shows most. */
    private static String partlyShipped(Page page, String demo) throws Exception {
        String orders = page.request()
                .get(
                        demo + "/api/v1/orders?state=PARTIALLY_SHIPPED&limit=1",
                        RequestOptions.create().setHeader("Setpoint-Company", "NORDHAVN"))
                .text();
        String order = new ObjectMapper()
                .readTree(orders)
                .path("items")
                .path(0)
                .path("order")
                .asText();
        assertThat(order).as(orders).isNotEmpty();
        return order;
    }
}
