package io.setpoint.ml.lateness;

import java.time.LocalDate;

/**
 * How an order unit ended: the label.
 *
 * @param late a line was not completely shipped by the end of its commit day
 */
public record OrderOutcome(String order, LocalDate requestedDate, boolean late) {}
