package io.setpoint.streaming.cells;

import java.util.List;

/**
 * What one fact changes in the cells of one {@link CellGroup}, company, site and window.
 *
 * @param group index of the group
 * @param window as in {@link io.setpoint.contracts.kpi.KpiCell}
 * @param stamp commit stamp of the change
 * @param sums numerator and denominator of each KPI of the group in turn, to be added
 */
public record CellChange(int group, String company, String site, String window, long stamp, List<Long> sums) {
    /** What the sums are keyed by. */
    public String key() {
        return group + "|" + company + "|" + site + "|" + window;
    }
}
