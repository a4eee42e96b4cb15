package io.setpoint.platform.simulation;

/** Why a simulated order was late or short. */
enum LatenessCause {
    /** An item was out of stock when the order was picked. */
    BACKORDER,
    /** Ready after the carrier had left, so it waited for the next departure. */
    CUT_OFF_MISSED,
    /** Orders piled up at one site during a campaign. */
    BACKLOG_PEAK,
    /** The consolidated truck leaves on two days a week only. */
    SLOW_MODE,
    /** The weekend's orders stood before it. */
    MONDAY
}
