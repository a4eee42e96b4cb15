package io.setpoint.dashboards.cells;

import io.setpoint.contracts.kpi.ParityReport;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Of each company the last report of the comparison of the four ways, and the last that could compare them. */
public final class Reports {
    private final Map<String, ParityReport> last = new ConcurrentHashMap<>();
    private final Map<String, ParityReport> compared = new ConcurrentHashMap<>();

    void take(ParityReport report) {
        last.put(report.company(), report);
        if (report.problem() == null) {
            compared.put(report.company(), report);
        }
    }

    /** The last one, whether the four could be compared or not. */
    public Optional<ParityReport> last(String company) {
        return Optional.ofNullable(last.get(company));
    }

    /** The last one that has figures. */
    public Optional<ParityReport> compared(String company) {
        return Optional.ofNullable(compared.get(company));
    }
}
