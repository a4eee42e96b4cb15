package io.setpoint.platform.console;

import io.setpoint.platform.analytics.FactIngestion;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Trouble;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** How far behind each part is, in its own unit. */
final class Lags {
    static final Lags UNKNOWN = new Lags(Map.of());

    private final Map<String, String> lags;

    private Lags(Map<String, String> lags) {
        this.lags = lags;
    }

    static Lags measure(Installation installation) {
        Map<String, String> lags = new HashMap<>();
        measure(lags, "druid", () -> {
            long rows = new FactIngestion(installation).lag();
            return rows < 0 ? "not known yet" : rows + " rows";
        });
        return new Lags(lags);
    }

    private static void measure(Map<String, String> lags, String part, Callable<String> question) {
        try {
            lags.put(part, question.call());
        } catch (Exception e) {
            lags.put(part, "not known: " + Trouble.reason(e));
        }
    }

    /** The lag of a part, empty for one that has none. */
    String of(String part) {
        return lags.getOrDefault(part, "");
    }
}
