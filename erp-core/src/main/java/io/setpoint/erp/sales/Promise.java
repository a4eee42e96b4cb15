package io.setpoint.erp.sales;

import java.time.LocalDate;

/** How the promise of a line is found. */
final class Promise {
    private Promise() {}

    /**
     * The day by whose end the line is due.
     *
     * @param placed the day of the order at the site
     * @param standardDays of the shipping mode
     * @param replenishmentDays of the item's category, on top if it is not available now
     */
    static LocalDate commitDate(
            LocalDate placed, LocalDate requested, int standardDays, int replenishmentDays, boolean availableNow) {
        LocalDate possible = placed.plusDays(availableNow ? standardDays : (long) standardDays + replenishmentDays);
        return possible.isAfter(requested) ? possible : requested;
    }
}
