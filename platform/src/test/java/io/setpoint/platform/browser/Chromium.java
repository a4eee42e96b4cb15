package io.setpoint.platform.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of this machine; tests that need one are skipped, with a word, where there is none. */
final class Chromium implements AutoCloseable {
    private static final List<String> USUAL_PLACES = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Light or dark, and how wide. */
    record Screen(ColorScheme theme, int width, int height) {
        static final Screen DESK = new Screen(ColorScheme.LIGHT, 1440, 900);
        static final Screen DESK_AT_NIGHT = new Screen(ColorScheme.DARK, 1440, 900);
        static final Screen PHONE = new Screen(ColorScheme.LIGHT, 390, 844);
        static final Screen PHONE_AT_NIGHT = new Screen(ColorScheme.DARK, 390, 844);

        /** As file names and people write it. */
        String name() {
            return theme.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static Chromium open() {
        Optional<Path> found = Stream.concat(
                        Optional.ofNullable(System.getenv("CHROMIUM")).stream(), USUAL_PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "No Chromium on this machine: set CHROMIUM to its path to run the browser tests");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(found.get())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        return new Chromium(playwright, browser);
    }

    /** A page of its own, in which nobody is signed in. */
    Page page(Screen screen) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(screen.width(), screen.height())
                .setColorScheme(screen.theme)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Stockholm"));
        context.setDefaultTimeout(30_000);
        return context.newPage();
    }

    /** A page of this person, signed in through the form and standing at a place. */
    Page signedIn(Screen screen, TradingCompany company, String part, String place) {
        return signedIn(screen, company.address(place), company.person(part), TradingCompany.PASSWORD);
    }

    /** The same for an address of any installation. */
    Page signedIn(Screen screen, String address, String person, String password) {
        Page page = page(screen);
        page.navigate(address);
        page.fill("#person", person);
        page.fill("#password", password);
        page.click("button[type=submit]");
        page.waitForSelector("nav.rail, main.floor");
        return page;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
