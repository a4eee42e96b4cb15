package io.setpoint.erp.sales;

/** What a promised quantity leans on. */
enum SupplyKind {
    /** Stock of the site that is neither reserved nor on hold. */
    ON_HAND,
    /** A line of a released purchase order. */
    PURCHASE,
    /** A line of a transfer on its way to the site. */
    TRANSFER,
    /** Beyond all known supply: what would be bought now, in the days it takes to replenish the item's category. */
    LEAD_TIME
}
