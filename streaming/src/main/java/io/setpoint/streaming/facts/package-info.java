/** Signed facts: what is known about orders, shipments, counts and adjustments, and every change of it. */
@NullMarked
package io.setpoint.streaming.facts;

import org.jspecify.annotations.NullMarked;
