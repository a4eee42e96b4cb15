package io.setpoint.streaming.cells;

import io.setpoint.contracts.kpi.Fact;
import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.contracts.kpi.Kpi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The KPIs of the catalogue that share a grain and a kind of window, in the order of the catalogue. They are summed
 * together, because nearly every fact of the grain changes all of them.
 *
 * @param index place among the groups
 */
record CellGroup(int index, FactGrain grain, Kpi.Window window, List<Kpi> kpis) {
    static final List<CellGroup> ALL = all();

    private static List<CellGroup> all() {
        List<CellGroup> groups = new ArrayList<>();
        for (FactGrain grain : FactGrain.values()) {
            for (Kpi.Window window : Kpi.Window.values()) {
                List<Kpi> kpis = Arrays.stream(Kpi.values())
                        .filter(kpi -> kpi.grain() == grain && kpi.window() == window)
                        .toList();
                if (!kpis.isEmpty()) {
                    groups.add(new CellGroup(groups.size(), grain, window, kpis));
                }
            }
        }
        return List.copyOf(groups);
    }

    /** All changes of cells a fact makes. */
    static List<CellChange> changes(Fact fact) {
        List<CellChange> changes = new ArrayList<>();
        for (CellGroup group : ALL) {
            if (group.grain == fact.grain()) {
                group.addChange(fact, changes);
            }
        }
        return changes;
    }

    private void addChange(Fact fact, List<CellChange> to) {
        List<Long> sums = new ArrayList<>(2 * kpis.size());
        String cell = "";
        for (Kpi kpi : kpis) {
            boolean takes = kpi.takes(fact);
            String denominator = kpi.denominator();
            sums.add(takes ? fact.sign() * fact.measure(kpi.numerator()) : 0);
            sums.add(takes && denominator != null ? fact.sign() * fact.measure(denominator) : 0);
            cell = takes ? kpi.windowOf(fact) : cell;
        }
        if (!cell.isEmpty()) {
            to.add(new CellChange(index, fact.company(), fact.site(), cell, fact.tc(), sums));
        }
    }
}
