/** Units of measure of items: factors that one person proposes and another approves, and what a typed quantity means. */
@NullMarked
package io.setpoint.erp.units;

import org.jspecify.annotations.NullMarked;
