/** Price lists: prices that one person proposes and another approves before they hold, and the price of any moment. */
@NullMarked
package io.setpoint.erp.pricing;

import org.jspecify.annotations.NullMarked;
