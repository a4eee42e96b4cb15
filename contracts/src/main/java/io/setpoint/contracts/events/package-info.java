/** Domain events: the records of the event log, their types and the Kafka headers that carry them. */
@NullMarked
package io.setpoint.contracts.events;

import org.jspecify.annotations.NullMarked;
