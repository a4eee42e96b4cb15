package io.setpoint.platform.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The four ways beside each other. */
record Comparison(Figures postgres, Figures flink, Figures druid, Figures api) {
    /** A cell on which the four do not agree. */
    record Difference(CellKey cell, CellValue postgres, CellValue flink, CellValue druid, CellValue api) {
        @Override
        public String toString() {
            return cell + ": PostgreSQL " + postgres + ", Flink " + flink + ", Druid " + druid + ", API " + api;
        }
    }

    /** All cells any of the four knows. */
    TreeSet<CellKey> cells() {
        TreeSet<CellKey> all = new TreeSet<>(postgres.keys());
        all.addAll(flink.keys());
        all.addAll(druid.keys());
        all.addAll(api.keys());
        return all;
    }

    /** In order of the cells; an absent cell equals zero over zero. */
    List<Difference> differences() {
        List<Difference> found = new ArrayList<>();
        for (CellKey cell : cells()) {
            Difference candidate =
                    new Difference(cell, postgres.of(cell), flink.of(cell), druid.of(cell), api.of(cell));
            boolean agree = candidate.postgres().equals(candidate.flink())
                    && candidate.postgres().equals(candidate.druid())
                    && candidate.postgres().equals(candidate.api());
            if (!agree) {
                found.add(candidate);
            }
        }
        return found;
    }
}
