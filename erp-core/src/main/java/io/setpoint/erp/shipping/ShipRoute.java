package io.setpoint.erp.shipping;

import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Work;

/** In how many steps goods leave a site. */
enum ShipRoute {
    /** Picked and shipped in one. */
    AT_ONCE,
    /** Picked, then shipped. */
    PICKED,
    /** Picked, packed, then shipped. */
    PACKED;

    static ShipRoute of(Work work, SiteId site) {
        int steps = work.handle()
                .createQuery("select ship_steps from site where company_id = :company and site_id = :site")
                .bind("company", work.company())
                .bind("site", site)
                .mapTo(Integer.class)
                .one();
        return switch (steps) {
            case 1 -> AT_ONCE;
            case 2 -> PICKED;
            default -> PACKED;
        };
    }
}
