package io.setpoint.contracts.kpi;

/**
 * A KPI of one company, site and window, as published on {@link io.setpoint.contracts.Topics#KPI_CELLS}: the JSON value
 * of a record whose key is {@link #key()}. Values are sums, to be added over cells before they are divided.
 *
 * @param kpi id in the {@link Kpi} catalogue
 * @param version definition version
 * @param window {@code day:2026-11-23} or {@code bucket:3-7}
 * @param numerator in the KPI's measure scale (counts, thousandths of units, ten-thousandths of money)
 * @param denominator likewise; 0 means no activity: a ratio is then null, never 0 or 100 percent
 * @param revision how often the cell has changed, from 1
 * @param stamp commit stamp up to which the cell has been changed
 */
public record KpiCell(
        String kpi,
        int version,
        String company,
        String site,
        String window,
        long numerator,
        long denominator,
        long revision,
        long stamp) {
    /** First part of the key of a {@link Complete} record on the same topic. */
    public static final String COMPLETE_PREFIX = "~complete|";

    public static String key(String kpi, int version, String company, String site, String window) {
        return kpi + "|" + version + "|" + company + "|" + site + "|" + window;
    }

    public String key() {
        return key(kpi, version, company, site, window);
    }

    /**
     * A promise behind the cells, written into every partition under the key {@code ~complete|<writer>}: every cell with a
     * stamp up to {@code stamp} that this writer owns stands before it. A reader is complete up to the minimum over all
     * {@code writers} of all partitions.
     */
    public record Complete(long stamp, int writer, int writers) {}
}
