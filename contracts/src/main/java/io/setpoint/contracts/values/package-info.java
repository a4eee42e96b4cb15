/** Value objects: money, quantities and typed identifiers, as they stand on the wire. */
@NullMarked
package io.setpoint.contracts.values;

import org.jspecify.annotations.NullMarked;
