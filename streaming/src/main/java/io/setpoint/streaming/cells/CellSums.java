package io.setpoint.streaming.cells;

import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.contracts.kpi.KpiCell;
import java.util.ArrayList;
import java.util.List;

/**
 * The cells of one group, company, site and window: pure, without Flink.
 *
 * @param values numerator, denominator and revision of each KPI of the group in turn
 */
public record CellSums(List<Long> values) {
    private static final int WIDTH = 3;

    static CellSums empty(int group) {
        List<Long> zeros = new ArrayList<>();
        for (int i = 0; i < WIDTH * CellGroup.ALL.get(group).kpis().size(); i++) {
            zeros.add(0L);
        }
        return new CellSums(zeros);
    }

    /** The sums after a change, with a new revision where something changed. */
    CellSums plus(CellChange change) {
        if (values.size() / WIDTH != change.sums().size() / 2) {
            throw new IllegalStateException("the KPI catalogue has changed: rebuild the cells from the log");
        }
        List<Long> next = new ArrayList<>(values);
        for (int kpi = 0; kpi * WIDTH < values.size(); kpi++) {
            long numerator = change.sums().get(2 * kpi);
            long denominator = change.sums().get(2 * kpi + 1);
            if (numerator != 0 || denominator != 0) {
                next.set(WIDTH * kpi, Math.addExact(values.get(WIDTH * kpi), numerator));
                next.set(WIDTH * kpi + 1, Math.addExact(values.get(WIDTH * kpi + 1), denominator));
                next.set(WIDTH * kpi + 2, values.get(WIDTH * kpi + 2) + 1);
            }
        }
        return new CellSums(next);
    }

    /** The cells that have a greater revision than before. */
    List<KpiCell> changedSince(CellSums before, CellChange change) {
        List<KpiCell> cells = new ArrayList<>();
        List<Kpi> kpis = CellGroup.ALL.get(change.group()).kpis();
        for (int i = 0; i < kpis.size(); i++) {
            long revision = values.get(WIDTH * i + 2);
            if (revision > before.values.get(WIDTH * i + 2)) {
                cells.add(new KpiCell(
                        kpis.get(i).id(),
                        kpis.get(i).version(),
                        change.company(),
                        change.site(),
                        change.window(),
                        values.get(WIDTH * i),
                        values.get(WIDTH * i + 1),
                        revision,
                        change.stamp()));
            }
        }
        return cells;
    }
}
