/**
 * Replenishment: policies of items at sites, and what they suggest to order, with every step of the arithmetic. A person
 * turns a suggestion into a drafted purchase order, refuses or snoozes it; nothing is ordered by itself.
 */
@NullMarked
package io.setpoint.erp.replenishment;

import org.jspecify.annotations.NullMarked;
