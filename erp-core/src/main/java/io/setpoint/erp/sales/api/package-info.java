/** What sales offers to shipping and to the exception queue. */
@NullMarked
package io.setpoint.erp.sales.api;

import org.jspecify.annotations.NullMarked;
