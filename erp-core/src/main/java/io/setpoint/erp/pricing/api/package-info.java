/** What pricing offers to the capabilities that sell. */
@NullMarked
package io.setpoint.erp.pricing.api;

import org.jspecify.annotations.NullMarked;
