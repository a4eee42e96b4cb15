/** Orders of the past from any CSV file by a column mapping, posted through the public API, safe to repeat. */
@NullMarked
package io.setpoint.platform.imports;

import org.jspecify.annotations.NullMarked;
