package io.setpoint.platform.parity;

import java.util.Comparator;

/** One cell of one KPI. */
record CellKey(String kpi, String company, String site, String window) implements Comparable<CellKey> {
    private static final Comparator<CellKey> ORDER = Comparator.comparing(CellKey::kpi)
            .thenComparing(CellKey::company)
            .thenComparing(CellKey::site)
            .thenComparing(CellKey::window);

    @Override
    public int compareTo(CellKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kpi + " " + company + "/" + site + " " + window;
    }
}
