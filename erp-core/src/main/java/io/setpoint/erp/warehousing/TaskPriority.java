package io.setpoint.erp.warehousing;

/** How pressing a task is, by the promised day at the site. */
enum TaskPriority {
    /** The promised day has passed. */
    LATE,
    TODAY,
    LATER
}
