package io.setpoint.platform.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The axe rules of WCAG 2.2 A and AA and its best practices, run inside the page. */
final class Accessibility {
    private static final String AXE = axe();
    private static final String RUN = """
        () => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
          .then(found => found.violations.map(each =>
            `${each.id}: ${each.nodes.map(node => node.target.join(' ')).slice(0, 4).join(' | ')}`))
        """;

    private Accessibility() {}

    /** One line for each rule that is broken. */
    @SuppressWarnings("unchecked")
    static List<String> violations(Page page) {
        // evaluated by the debugger, which the Content-Security-Policy of the page does not bind
        page.evaluate(AXE);
        return (List<String>) page.evaluate(RUN);
    }

    private static String axe() {
        try (InputStream script = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            return new String(requireNonNull(script, "no axe").readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
